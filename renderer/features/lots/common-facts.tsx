// The fields that every new lot is entered with: code, title, last day of use, place.
// Must not make up a code: it is what the label says.

import { useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { DateTimeField } from '../../ui/DateTimeField.tsx';
import { Grid } from '../../ui/Layout.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { isMissing, neededError, orNull } from './lot-words.ts';

interface Needed {
  /** What cannot be left out beside the code. */
  readonly needs: 'code' | 'code-and-expiry';
  /** The button was pressed once: what is missing is marked. */
  readonly isTried: boolean;
}

interface CommonFacts {
  /** Something that is needed is still empty. */
  readonly isIncomplete: boolean;
  readonly fields: ReactElement;
  readonly input: {
    readonly code: string;
    readonly title: string;
    readonly expiresAt: string | null;
    readonly location: string | null;
  };
}

export function useCommonFacts(example: string, { needs, isTried }: Needed): CommonFacts {
  const [code, setCode] = useState('');
  const [title, setTitle] = useState('');
  const [expiresAt, setExpiresAt] = useState('');
  const [location, setLocation] = useState('');
  const isExpiryRequired = needs === 'code-and-expiry';
  const isIncomplete = isMissing(code) || (isExpiryRequired && isMissing(expiresAt));
  const fields = (
    <Grid>
      <TextField
        label={say('lots.code')}
        description={say('lots.code-hint', { example })}
        value={code}
        onChange={setCode}
        isMono
        isRequired
        error={neededError(code, isTried)}
      />
      <TextField
        label={say('lots.name')}
        description={say('lots.name-hint')}
        value={title}
        onChange={setTitle}
        maxLength={120}
      />
      <DateTimeField
        label={say('lots.expiry')}
        precision="day"
        value={expiresAt}
        onChange={setExpiresAt}
        isRequired={isExpiryRequired}
        error={isExpiryRequired ? neededError(expiresAt, isTried) : undefined}
      />
      <TextField
        label={say('lots.location')}
        description={say('lots.location-hint')}
        value={location}
        onChange={setLocation}
        maxLength={120}
      />
    </Grid>
  );
  return {
    isIncomplete,
    fields,
    input: { code, title, expiresAt: orNull(expiresAt), location: orNull(location) },
  };
}
