// What the extension needs of the core and the host library, in one bundle that is loaded at first use. No vscode here.
export { formatTag } from '../core/dictionary/tag.js';
export { inspectRows } from '../core/formats/dicom/tree.js';
export { createIdentity } from '../core/identity/createIdentity.js';
export { parseKey } from '../core/identity/parseKey.js';
export { builtinPolicies, builtinPolicy, describePolicy } from '../core/policy/builtin.js';
export { compilePolicy } from '../core/policy/compile.js';
export { openSource } from '../node/fileSource.js';
export { deidError } from '../node/systemError.js';
