// A sentence whose numbers open the records that they stand for.
// Must not underline a word that has no records.

import type { ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { TextLink } from '../../ui/TextLink.tsx';
import type { NotedSentence } from './report.ts';

interface NotedTextProps {
  readonly of: NotedSentence;
  readonly onNote: (note: number) => void;
}

export function NotedText({ of, onNote }: NotedTextProps): ReactElement {
  return (
    <>
      {of.map(({ text, tone, note }, index) =>
        note === null ? (
          <span key={index} className={`arrive-${tone}`}>
            {text}
          </span>
        ) : (
          <span key={index} className={`arrive-${tone}`}>
            <TextLink
              tone={tone === 'alert' ? 'refused' : 'accent'}
              aria-label={say('arrive.show-records', { text })}
              onPress={() => onNote(note)}
            >
              {text}
            </TextLink>
          </span>
        ),
      )}
    </>
  );
}
