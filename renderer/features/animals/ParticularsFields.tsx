// The particulars of an animal as fields: ear tag, sex, birth date, source, strain; for arrival and for correction.
// Must not guess any of them.

import type { ReactElement } from 'react';
import { z } from 'zod';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { DateTimeField } from '../../ui/DateTimeField.tsx';
import { Grid } from '../../ui/Layout.tsx';
import { RadioGroup } from '../../ui/RadioGroup.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { timeProblem } from '../../ui/time-form.ts';
import type { Animal } from './AnimalMarks.tsx';

const sexes = ['female', 'male', 'castrated'] as const satisfies readonly Animal['sex'][];

export const particularsSchema = z.object({
  earTag: z.string(),
  sex: z.enum(sexes).nullable(),
  birthDate: z.string(),
  source: z.string(),
  strain: z.string(),
});
export type Particulars = z.infer<typeof particularsSchema>;

export const noParticulars: Particulars = { earTag: '', sex: null, birthDate: '', source: '', strain: '' };

/** What a command takes; null while something is missing. */
export function completeParticulars(value: Particulars) {
  const { sex } = value;
  const texts = [value.earTag, value.birthDate, value.source, value.strain];
  if (timeProblem(value.birthDate, 'day') !== undefined) return null;
  return sex === null || texts.some(isEmpty) ? null : { ...value, birthDate: value.birthDate.trim(), sex };
}

export function isEmpty(text: string): boolean {
  return text.trim() === '';
}

interface ParticularsFieldsProps {
  readonly value: Particulars;
  readonly onChange: (value: Particulars) => void;
  /** The button was pressed: what is missing says so. */
  readonly isTried: boolean;
}

export function ParticularsFields({ value, onChange, isTried }: ParticularsFieldsProps): ReactElement {
  const field = (name: 'earTag' | 'birthDate' | 'source' | 'strain') => ({
    value: value[name],
    onChange: (text: string) => onChange({ ...value, [name]: text }),
    isRequired: true,
    error: isTried && isEmpty(value[name]) ? say('animals.fill-in') : undefined,
  });
  return (
    <>
      <Grid columns="normal">
        <TextField
          label={say('animals.ear-tag')}
          description={say('animals.ear-tag-hint')}
          isMono
          {...field('earTag')}
        />
        <DateTimeField label={say('animals.birth-date')} precision="day" {...field('birthDate')} />
        <TextField
          label={say('animals.source')}
          description={say('animals.source-hint')}
          {...field('source')}
        />
        <TextField label={say('animals.strain')} {...field('strain')} />
      </Grid>
      <RadioGroup
        label={say('animals.sex')}
        orientation="horizontal"
        options={sexes.map((sex) => ({ value: sex, label: say(`animals.sex-${sex}`) }))}
        value={value.sex}
        onChange={(sex) => onChange({ ...value, sex })}
        isRequired
        error={isTried && value.sex === null ? say('animals.choose') : undefined}
      />
    </>
  );
}
