// What can be done with a run as a whole.
import type { FunctionalComponent } from 'vue';
import type { RunReport } from '../../src/protocol.js';
import { t } from '../strings.js';
import { Button } from '../toolkit.js';
import type { ReportStore } from './reportStore.js';

interface Props {
  store: ReportStore;
  report: RunReport;
}

export const RunActions: FunctionalComponent<Props> = ({ store, report }) => {
  const again = report.totals.refused + report.totals.failed;
  return (
    <div class="actions">
      <Button
        look="primary"
        disabled={report.output === undefined}
        hint={t('Show the clean copies in the explorer')}
        onPress={() => store.post({ kind: 'open-output-folder' })}
      >
        {t('Open output folder')}
      </Button>
      <Button
        disabled={report.output === undefined}
        hint={t('Read the output with an independent second reader')}
        onPress={() => store.post({ kind: 'verify' })}
      >
        {t('Verify')}
      </Button>
      <Button
        disabled={again === 0}
        hint={t('Run again on the files that were refused or failed')}
        onPress={() => store.post({ kind: 'retry-refused' })}
      >
        {t('Retry refused')}
      </Button>
      <Button hint={t('Save this report as a file')} onPress={() => store.post({ kind: 'save-report' })}>
        {t('Save report')}
      </Button>
    </div>
  );
};
RunActions.props = ['store', 'report'];
