// The file that the user is on, with its whole reason and what can be done.
import type { FunctionalComponent } from 'vue';
import { Icon } from '../icons.js';
import { t } from '../strings.js';
import { Button } from '../toolkit.js';
import { fileActions } from './fileActions.js';
import { kindIcon, kindWord } from './kinds.js';
import type { ReportStore } from './reportStore.js';

export const FileDetails: FunctionalComponent<{ store: ReportStore }> = ({ store }) => {
  const file = store.files.value[store.active.value];
  if (!file) return null;
  return (
    <section class="file-details" aria-label={t('The chosen file')}>
      <div class="file-line">
        <span class={['kind', file.kind]}>
          <Icon name={kindIcon(file.kind)} />
          {kindWord(file.kind)}
        </span>
        <strong class="chosen-path">{file.path}</strong>
        <span class="actions">
          {fileActions(file).map((action) => (
            <Button
              key={action.id}
              disabled={action.disabled ?? false}
              onPress={() => store.post({ kind: action.id, id: file.id })}
            >
              {action.label}
            </Button>
          ))}
        </span>
      </div>
      {file.reason && <p>{file.reason}</p>}
      {file.warnings.map((warning) => (
        <p key={warning} class="warned">
          <Icon name="warning" />
          {t('Warning: {0}', warning)}
        </p>
      ))}
    </section>
  );
};
FileDetails.props = ['store'];
