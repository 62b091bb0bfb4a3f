// What must be known of a run before its numbers: that it wrote nothing, that it was stopped, what it warns of.
import type { FunctionalComponent } from 'vue';
import type { RunReport } from '../../src/protocol.js';
import { Icon } from '../icons.js';
import { Banners } from '../parts/Banners.js';
import { t } from '../strings.js';

export const RunBanners: FunctionalComponent<{ report: RunReport }> = ({ report }) => {
  return (
    <>
      {report.dryRun && (
        <div class="banner info">
          <Icon name="info" />
          <span>
            <strong>{t('Preview:')}</strong> {t('nothing was written. This is what a run would do.')}
          </span>
        </div>
      )}
      {report.stopped !== undefined && (
        <div class="banner warning" role="alert">
          <Icon name="warning" />
          <span>
            <strong>{t('Stopped:')}</strong> {report.stopped}
          </span>
        </div>
      )}
      <Banners issues={report.issues} />
    </>
  );
};
RunBanners.props = ['report'];
