/** What a generator makes: texts by their path from the root. */
export type Generated = ReadonlyMap<string, string>
