// The dependency rules of docs/architecture.md, checked by `npm run check`. tools/rules.test.ts plants a breach of
// each one and shows that it is caught.
const { NOT_BELOW } = require('./tools/layers.ts')

const FEATURES = '^apps/server/src/features/'
/** What is only there for tests may reach further. */
const TESTS = '[.](test|test-d|prove)[.]tsx?$|/(testing|cases|journeys)/'
const PURE = '^packages/(kernel|engine)/src/|^apps/server/src/features/[^/]+/domain/'
/** Where a domain may take types from. */
const LENDS_TYPES = [`${FEATURES}[^/]+/index[.]ts$`, '^apps/server/src/platform/', '^packages/connector-sdk/src/']
const STORES = ['[/-]store[.]ts$', '/store-[^/]+[.]ts$', '/stores?/']
const ROUTES = ['[/-]routes[.]ts$', '/routes-[^/]+[.]ts$', '/routes/']

/** Every rule is an error and says why it is there. */
const rule = (name, comment, from, to) => ({ name, severity: 'error', comment, from, to })

module.exports = {
  forbidden: [
    ...[...NOT_BELOW].map(([feature, others]) =>
      rule(
        'calls-go-down',
        `\`${feature}\` calls features below it only (tools/layers.ts); those above hear of it by events.`,
        { path: `${FEATURES}${feature}/`, pathNot: TESTS },
        { path: `${FEATURES}(${others.join('|')})/` },
      ),
    ),
    rule(
      'enter-by-index',
      'A feature has one door; what is behind it can then be changed alone.',
      { path: `${FEATURES}([^/]+)/` },
      { path: `${FEATURES}[^/]+/(?!index[.]ts$|testing/)`, pathNot: `${FEATURES}$1/` },
    ),
    rule(
      'enter-by-index',
      'Whoever composes features enters them by the door too.',
      { pathNot: FEATURES },
      { path: `${FEATURES}[^/]+/(?!index[.]ts$|testing/)` },
    ),
    rule('no-circles', 'Neither can be read, tested or moved without the other; types count.', {}, { circular: true }),
    rule(
      'kernel-is-the-ground',
      'The words everybody shares depend on nobody.',
      { path: '^packages/kernel/src/', pathNot: TESTS },
      { pathNot: '^packages/kernel/src/' },
    ),
    rule(
      'pure-imports-pure',
      'Expressions alone know CEL, bitmaps alone know the bitmap library; nothing else of the engine leaves it.',
      { path: '^packages/engine/src/', pathNot: TESTS },
      { pathNot: ['^packages/(kernel|engine)/src/', 'node_modules/@bufbuild/', 'node_modules/roaring-wasm/'] },
    ),
    rule(
      'pure-imports-pure',
      'Only expressions know CEL.',
      { path: '^packages/engine/src/', pathNot: ['^packages/engine/src/expression/', TESTS] },
      { path: 'node_modules/@bufbuild/' },
    ),
    rule(
      'pure-imports-pure',
      'Only bitmaps know the bitmap library.',
      { path: '^packages/engine/src/', pathNot: ['^packages/engine/src/bitmap/', TESTS] },
      { path: 'node_modules/roaring-wasm/' },
    ),
    rule(
      'pure-imports-pure',
      'A domain is told everything. It may hash (a digest is a function of its input) and say which shape a document has.',
      { path: `${FEATURES}[^/]+/domain/`, pathNot: TESTS },
      { pathNot: [PURE, ...LENDS_TYPES, '^(node:)?(crypto|zlib)$', 'node_modules/typebox/'] },
    ),
    rule(
      'pure-imports-pure',
      'What a domain takes from impure code is types: they are gone when it runs.',
      { path: `${FEATURES}[^/]+/domain/`, pathNot: TESTS },
      {
        path: LENDS_TYPES,
        pathNot: '^apps/server/src/platform/crypto/canonical-json[.]ts$',
        dependencyTypesNot: ['type-only'],
      },
    ),
    rule(
      'sql-lives-in-stores',
      'Commands pass the transaction on unopened: a renamed column changes one file.',
      { path: FEATURES, pathNot: [...STORES, TESTS] },
      {
        path: ['node_modules/(@types/)?(kysely|pg|pg-copy-streams)/', '^apps/server/src/platform/database/scope[.]ts$'],
        dependencyTypesNot: ['type-only'],
      },
    ),
    rule(
      'http-lives-in-routes',
      'A command can be called by a route, a job or a test: it knows nothing of requests and replies.',
      { path: FEATURES, pathNot: [...ROUTES, TESTS] },
      {
        path: ['node_modules/(fastify|@fastify/[^/]+)/', '^apps/server/src/platform/http/'],
        // A cursor is a position in a list, whoever asks for the next page.
        pathNot: '^apps/server/src/platform/http/paging[.]ts$',
        dependencyTypesNot: ['type-only'],
      },
    ),
    rule(
      'platform-knows-no-feature',
      'What the house lends everybody must not depend on who borrows it.',
      { path: '^apps/server/src/platform/' },
      { path: '^apps/server/src/(?!platform/|testing/)' },
    ),
    rule(
      'packages-know-no-app',
      'Packages and connectors are used by apps, never the other way.',
      { path: '^(packages|connectors)/' },
      { path: '^apps/' },
    ),
    rule(
      'connectors-know-only-the-sdk',
      'A connector could be a program of its own, written by somebody else.',
      { path: '^connectors/src/', pathNot: TESTS },
      { path: '^packages/(?!connector-sdk/)' },
    ),
    rule(
      'connectors-know-only-the-sdk',
      'No connector leans on another.',
      { path: '^connectors/src/([^/]+)/' },
      { path: '^connectors/src/[^/]+/', pathNot: ['^connectors/src/$1/', '^connectors/src/testing/'] },
    ),
    rule(
      'console-talks-to-the-api',
      'Whatever the console can do, a script can do.',
      { path: '^apps/console/src/' },
      { path: ['^apps/(server|cli)/', '^connectors/', '^packages/(?!api-client/)'] },
    ),
    rule(
      'ui-knows-no-feature',
      'The design system draws; it does not know what an entitlement is, nor where it comes from.',
      { path: '^apps/console/src/ui/' },
      { path: ['^apps/console/src/(features|routes)', '^apps/console/src/lib/api', '^packages/api-client/'] },
    ),
    rule(
      'console-features-apart',
      'Features of the console meet in routes.tsx and link to each other by URL.',
      { path: '^apps/console/src/features/([^/]+)/' },
      { path: '^apps/console/src/features/', pathNot: '^apps/console/src/features/$1/' },
    ),
    rule(
      'no-orphans',
      'A file nobody imports is read by nobody; it is not dead code only because it compiles.',
      {
        orphan: true,
        pathNot: [
          TESTS,
          '[.]d[.]ts$',
          '(^|/)(index|main|compose)[.]tsx?$',
          '[.]config[.]ts$',
          '^bench/src/[^/]+[.]ts$',
          '^tools/',
          '^apps/console/(dev|public)/',
        ],
      },
      {},
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    tsConfig: { fileName: 'tsconfig.base.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'import', 'node', 'types', 'default'],
      extensions: ['.ts', '.tsx', '.d.ts', '.mjs', '.js', '.json'],
    },
  },
}
