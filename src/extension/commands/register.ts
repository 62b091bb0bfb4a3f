// Everything that the user can ask of files and folders: commands, runs, reports, dumps, decorations, tasks.
import { registerDecorations } from '../decorations/register.js';
import { registerCheck } from '../diagnostics/check.js';
import { registerDumpActions } from '../diagnostics/findingActions.js';
import { registerDumpDocuments } from '../dump/dumpDocuments.js';
import { registerDumpLanguage } from '../dump/registerLanguage.js';
import { registerKeys } from '../keys/register.js';
import { registerPreviews } from '../report/previews.js';
import { createRecords } from '../report/records.js';
import { registerReportEditor } from '../report/reportEditor.js';
import type { Services } from '../services.js';
import { registerTasks } from '../tasks/register.js';
import { registerWatch } from '../watch/register.js';
import type { FolderWatch } from '../watch/watchTypes.js';
import { type Reports, registerDeidentify } from './deidentify.js';
import { registerMenuContext } from './menuContext.js';
import { registerShow } from './show.js';
import { registerVerify } from './verify.js';

/** Gives what the exported API needs as well. */
export function registerCommands(services: Services): Reports & { readonly watch: FolderWatch } {
  const previews = registerPreviews(services.context);
  const reports: Reports = { previews, records: createRecords(services.context, previews) };
  registerKeys(services);
  registerDeidentify(services, reports);
  registerShow(services, reports);
  registerVerify(services, reports.records);
  registerReportEditor(services, reports);
  registerDecorations(services, reports.records, registerCheck(services));
  registerMenuContext(services, reports.records);
  const dumps = registerDumpDocuments(services);
  registerDumpLanguage(services, dumps);
  registerDumpActions(services, dumps);
  registerTasks(services);
  return { ...reports, watch: registerWatch(services, reports.records) };
}
