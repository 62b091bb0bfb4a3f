// What the extension needs of the core and the host library, in one bundle that is loaded at first use. No vscode here.

export { parseTag } from '../core/dictionary/dictionary.js';
export { sopClassName } from '../core/dictionary/sopClassNames.js';
export { formatTag } from '../core/dictionary/tag.js';
export { decideDump } from '../core/dump/decideDump.js';
export { dumpLines } from '../core/dump/dumpLines.js';
export { entryAt, leadsTo, parseDump, pathOf } from '../core/dump/parseDump.js';
export { shownRows } from '../core/formats/dicom/shownRows.js';
export { inspectRows } from '../core/formats/dicom/tree.js';
export { createIdentity } from '../core/identity/createIdentity.js';
export { parseKey } from '../core/identity/parseKey.js';
export { syntaxName } from '../core/pixels/syntaxNames.js';
export { builtinPolicies, builtinPolicy, describePolicy } from '../core/policy/builtin.js';
export { compilePolicy } from '../core/policy/compile.js';
export { isReserved, unfit } from '../core/policy/setValue.js';
export { builtinSource } from '../core/recipe/builtin/sources.js';
export { changeRule } from '../core/recipe/changeRule.js';
export { loadRecipe } from '../core/recipe/load.js';
export { attributeInfo, codeInWords } from '../core/recipe/services/attributeInfo.js';
export { attributeLines } from '../core/recipe/services/hover.js';
export { completed, nextQuestion, questions } from '../core/recipe/wizard/questions.js';
export { cautions, wizardRecipe } from '../core/recipe/wizard/recipeText.js';
export { openSource } from '../node/fileSource.js';
export { resolveItems } from '../node/outputPaths.js';
export { rawPath } from '../node/rawPath.js';
export { sweepParts } from '../node/sweepParts.js';
export { deidError } from '../node/systemError.js';
export { openImageOf } from './image/index.js';
