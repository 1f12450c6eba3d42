/**
 * The features of the server, from the ground up. A feature calls those in lower layers directly and hears of those
 * above by nothing at all; features of one layer do not know each other. Moving a name is an architecture decision
 * and wants a page in docs/decisions.
 */
export const LAYERS = [
  ['ledger'],
  ['identities'],
  ['devices', 'applications'],
  ['catalog'],
  ['policies'],
  ['grants'],
  ['provisioning', 'decisions'],
  ['sources', 'reconciliation'],
  ['configuration', 'administration'],
  ['overview'],
] as const satisfies readonly (readonly string[])[]

/** For each feature, those it must not call: all of its own layer and of the layers above. */
export const NOT_BELOW: ReadonlyMap<string, readonly string[]> = new Map(
  LAYERS.flatMap((layer, height) =>
    layer.map(
      (feature) =>
        [
          feature,
          LAYERS.slice(height)
            .flat()
            .filter((other) => other !== feature),
        ] as const,
    ),
  ),
)
