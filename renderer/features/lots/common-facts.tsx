// The fields that every new lot is entered with: code, title, last day of use, place.
// Must not make up a code: it is what the label says.

import { useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { DateTimeField } from '../../ui/DateTimeField.tsx';
import { Grid } from '../../ui/Layout.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { orNull } from './lot-words.ts';

interface CommonFacts {
  readonly fields: ReactElement;
  readonly input: {
    readonly code: string;
    readonly title: string;
    readonly expiresAt: string | null;
    readonly location: string | null;
  };
}

export function useCommonFacts(example: string, isExpiryRequired = false): CommonFacts {
  const [code, setCode] = useState('');
  const [title, setTitle] = useState('');
  const [expiresAt, setExpiresAt] = useState('');
  const [location, setLocation] = useState('');
  const fields = (
    <Grid>
      <TextField
        label={say('lots.code')}
        description={say('lots.code-hint', { example })}
        value={code}
        onChange={setCode}
        isMono
        isRequired
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
  return { fields, input: { code, title, expiresAt: orNull(expiresAt), location: orNull(location) } };
}
