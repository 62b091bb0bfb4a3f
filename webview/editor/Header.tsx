// What file this is, the recipe that is tried on it, and what can be done with all of it.
import type { FunctionalComponent } from 'vue';
import type { DocumentFacts, ToHost } from '../../src/protocol.js';
import { Icon } from '../icons.js';
import { size, t } from '../strings.js';
import { Button, Dropdown } from '../toolkit.js';

interface Props {
  facts: DocumentFacts;
  post: (message: ToHost) => void;
}

export const Header: FunctionalComponent<Props> = ({ facts, post }) => {
  const known = [
    facts.sopClass || t('Unknown kind of object'),
    facts.modality,
    size(facts.size),
    facts.transferSyntax,
    facts.characterSet,
  ].filter((text) => text !== '');
  const blocked = !facts.canWrite || facts.refusal !== undefined;
  return (
    <header class="header">
      <div class="facts">
        <h1 class="file-name clip" title={facts.fileName}>
          {facts.fileName}
        </h1>
        <div class="file-facts clip" title={known.join(' · ')}>
          {known.join(' · ')}
        </div>
      </div>
      <div class="actions">
        <span class="label" aria-hidden="true">
          {t('Recipe')}
        </span>
        <Dropdown
          value={facts.recipe}
          label={t('Recipe')}
          choices={facts.recipes}
          onChoose={(id: string) => post({ kind: 'choose-recipe', id })}
        />
        <Button
          look="icon"
          label={t('Open recipe')}
          hint={t('Open recipe')}
          onPress={() => post({ kind: 'open-recipe' })}
        >
          <Icon name="file" />
        </Button>
        <Button
          look="primary"
          disabled={blocked}
          hint={
            facts.refusal
              ? t('This object is refused: see the message below.')
              : facts.canWrite
                ? t('Write a clean copy beside the original')
                : t('Nothing can be written here: the workspace is not trusted, or read-only.')
          }
          onPress={() => post({ kind: 'deidentify' })}
        >
          {t('De-identify')}
        </Button>
        {facts.hasOutput && (
          <Button hint={t('Open the clean copy')} onPress={() => post({ kind: 'open-output' })}>
            {t('Open copy')}
          </Button>
        )}
        {facts.photo ? (
          <Button hint={t('The photograph itself, beside this list')} onPress={() => post({ kind: 'open-picture' })}>
            {t('Show picture')}
          </Button>
        ) : (
          <>
            <Button hint={t('Original and clean copy as text, side by side')} onPress={() => post({ kind: 'compare' })}>
              {t('Compare')}
            </Button>
            <Button hint={t('The whole object as text')} onPress={() => post({ kind: 'dump' })}>
              {t('Text dump')}
            </Button>
          </>
        )}
      </div>
    </header>
  );
};
Header.props = ['facts', 'post'];
