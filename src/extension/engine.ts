// What the extension needs of the core and the host library, in one bundle that is loaded at first use. No vscode here.

export { parseTag } from '../core/dictionary/dictionary.js';
export { sopClassName } from '../core/dictionary/sopClassNames.js';
export { formatTag } from '../core/dictionary/tag.js';
export { decideDump } from '../core/dump/decideDump.js';
export { dumpLines } from '../core/dump/dumpLines.js';
export { entryAt, leadsTo, parseDump, pathOf } from '../core/dump/parseDump.js';
export { askObject } from '../core/formats/dicom/askObject.js';
export { forgetLast } from '../core/formats/dicom/forgetLast.js';
export { deviceTraits, idsOf } from '../core/formats/dicom/objectIds.js';
export { reportItems } from '../core/formats/dicom/reportItems.js';
export { shownRows } from '../core/formats/dicom/shownRows.js';
export { inspectRows } from '../core/formats/dicom/tree.js';
export { photo } from '../core/formats/index.js';
export { createIdentity } from '../core/identity/createIdentity.js';
export { parseKey } from '../core/identity/parseKey.js';
export {
  settledCheck,
  settledDigest,
  settledOf,
} from '../core/pixels/settled.js';
export { readSettled, settledText } from '../core/pixels/settledText.js';
export { syntaxName } from '../core/pixels/syntaxNames.js';
export { matches } from '../core/policy/attributeMatch.js';
export { builtinPolicies, builtinPolicy, describePolicy } from '../core/policy/builtin.js';
export { compilePolicy } from '../core/policy/compile.js';
export { answer } from '../core/policy/condition.js';
export { parseLookupTable } from '../core/policy/lookupTable.js';
export { isReserved, unfit } from '../core/policy/setValue.js';
export { tableFor, variablesOf } from '../core/policy/tableFor.js';
export { builtinSource } from '../core/recipe/builtin/sources.js';
export { changeRule } from '../core/recipe/changeRule.js';
export { formatted } from '../core/recipe/format.js';
export { namesDevice, withLabelRule } from '../core/recipe/labelRule.js';
export { loadRecipe } from '../core/recipe/load.js';
export { attributeInfo, codeInWords } from '../core/recipe/services/attributeInfo.js';
export { completeIn } from '../core/recipe/services/complete.js';
export { inlayHints, semanticTokens } from '../core/recipe/services/decorations.js';
export { diagnose } from '../core/recipe/services/diagnose.js';
export { fixes } from '../core/recipe/services/fixes.js';
export { attributeLines, describeAttribute, hover, patternsAt } from '../core/recipe/services/hover.js';
export { lenses } from '../core/recipe/services/lenses.js';
export { folding, outline } from '../core/recipe/services/outline.js';
export { canRename, definition, links, references, rename } from '../core/recipe/services/references.js';
export { signature } from '../core/recipe/services/signature.js';
export { completed, nextQuestion, questions } from '../core/recipe/wizard/questions.js';
export { wizardRecipe } from '../core/recipe/wizard/recipeText.js';
export { openSource } from '../node/fileSource.js';
export { resolveItems } from '../node/outputPaths.js';
export { rawPath } from '../node/rawPath.js';
export { sweepParts } from '../node/sweepParts.js';
export { deidError } from '../node/systemError.js';
export { openImageOf } from './image/index.js';
