// The walls between the rooms of ARCHITECTURE.md, checked by a machine.
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'kernel-imports-nothing',
      severity: 'error',
      from: { path: '^src/core/kernel/' },
      to: { pathNot: '^src/core/kernel/' },
    },
    {
      name: 'core-imports-core',
      severity: 'error',
      comment: 'Core may use pure libraries only: no host, no vscode, no node:',
      from: { path: '^src/core/' },
      to: {
        pathNot: ['^src/core/', '^node_modules/(fflate|@noble/hashes|yaml|fast-xml-parser)/', '^node_modules/dcmjs/'],
      },
    },
    {
      name: 'dcmjs-by-one-facade',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/core/verify/dcmjsParts\\.ts$' },
      to: { path: '^node_modules/dcmjs/' },
    },
    {
      name: 'formats-apart',
      severity: 'error',
      from: { path: '^src/core/formats/([^/]+)/' },
      to: { path: '^src/core/formats/[^/]+/', pathNot: '^src/core/formats/$1/' },
    },
    {
      name: 'node-imports-core',
      severity: 'error',
      from: { path: '^src/node/' },
      to: { path: '^src/', pathNot: '^src/(core|node)/' },
    },
    {
      name: 'shells-apart',
      severity: 'error',
      from: { path: '^src/(cli|extension)/' },
      to: { path: '^src/(cli|extension)/', pathNot: '^src/$1/' },
    },
    {
      name: 'webview-imports-protocol',
      severity: 'error',
      comment:
        'A webview knows the messages, and of the core types and how stored values become shades; nothing of a host.',
      from: { path: '^webview/' },
      to: { path: '^src/', pathNot: '^src/(protocol\\.ts$|core/pixels/grey\\.ts$)', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'webview-types-of-core',
      severity: 'error',
      from: { path: '^webview/' },
      to: { path: '^src/', pathNot: '^src/(protocol\\.ts$|protocolRegions\\.ts$|core/)' },
    },
    {
      name: 'vscode-in-extension',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/extension/' },
      to: { path: '^(node_modules/@types/vscode|vscode$)' },
    },
    {
      name: 'toolkit-by-one-file',
      severity: 'error',
      comment: 'The toolkit is no longer developed: one place to swap it.',
      from: { path: '^webview/', pathNot: '^webview/toolkit\\.tsx?$' },
      to: { path: '^node_modules/@vscode/webview-ui-toolkit' },
    },
    { name: 'not-to-test', severity: 'error', from: { path: '^src/' }, to: { path: '^(test|scripts|bench)/' } },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.generated\\.ts$' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'default'] },
  },
};
