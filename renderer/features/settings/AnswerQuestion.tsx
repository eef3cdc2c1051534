// One question: its answer in force, the earlier ones with their reasons, and a new answer by the study director.
// Must not check the answer: the domain does, and says what would fit.

import { useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { usePeople } from '../../me.ts';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { useSaver } from '../../saving.ts';
import { Button } from '../../ui/Button.tsx';
import { Drawer } from '../../ui/Drawer.tsx';
import { Stack } from '../../ui/Layout.tsx';
import { NumberField } from '../../ui/NumberField.tsx';
import { PersonTime } from '../../ui/PersonTime.tsx';
import { Select } from '../../ui/Select.tsx';
import { Soft } from '../../ui/Text.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { answerText, SettingValue, type ShownSetting } from './SettingValue.tsx';

interface AnswerQuestionProps {
  readonly setting: ShownSetting;
  readonly mayAnswer: boolean;
  readonly onClose: () => void;
}

export function AnswerQuestion({ setting, mayAnswer, onClose }: AnswerQuestionProps): ReactElement {
  const { nameOf } = usePeople();
  const { definition, history } = setting;
  const [answer, setAnswer] = useState(setting.value ?? '');
  const [reason, setReason] = useState('');
  const saver = useSaver('editor');

  const save = async (): Promise<void> => {
    const outcome = await saver.save(
      'study.answerSetting',
      { key: definition.key, value: answer },
      { reason },
    );
    if (outcome.ok) onClose();
  };

  return (
    <Drawer
      isOpen
      onClose={onClose}
      title={say('settings.answer-title')}
      onSubmit={() => void save()}
      actions={
        mayAnswer ? (
          <Button type="submit" variant="primary" isPending={saver.isSaving}>
            {say('settings.save-answer')}
          </Button>
        ) : undefined
      }
    >
      <Stack>
        <p>{setting.question}</p>
        <Soft>{say(`settings.source-${definition.source}`)}</Soft>
        <SettingValue setting={setting} />
        <RefusalNotice refusal={saver.refusal} onLookAgain={saver.forget} />
        {mayAnswer && (
          <>
            <AnswerField setting={setting} value={answer} onChange={setAnswer} />
            <TextField label={say('act.reason')} value={reason} onChange={setReason} isMultiline isRequired />
          </>
        )}
        <section>
          <h3>{say('settings.history')}</h3>
          {history.length === 0 && <Soft>{say('settings.never-answered')}</Soft>}
          <Stack gap={1}>
            {history.map((one) => (
              <div key={one.recordId}>
                <span className="settings-value">{answerText(definition, one.value)}</span> {one.reason}
                <PersonTime name={nameOf(one.by)} at={one.at} />
              </div>
            ))}
          </Stack>
        </section>
      </Stack>
    </Drawer>
  );
}

interface AnswerFieldProps {
  readonly setting: ShownSetting;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function AnswerField({ setting, value, onChange }: AnswerFieldProps): ReactElement {
  const { definition } = setting;
  const label = say('settings.value');
  if (definition.kind === 'number') {
    const limits = `${definition.min} – ${definition.max} ${definition.unit}`;
    return (
      <NumberField
        label={label}
        unit={definition.unit}
        description={limits}
        value={value}
        onChange={onChange}
        autoFocus
      />
    );
  }
  if (definition.kind === 'choice' || definition.kind === 'yes-no') {
    const choices = definition.kind === 'choice' ? definition.choices : ['yes', 'no'];
    return (
      <Select
        label={label}
        options={choices.map((one) => ({ value: one, label: answerText(definition, one) }))}
        value={value === '' ? null : value}
        onChange={onChange}
      />
    );
  }
  return (
    <TextField
      label={label}
      value={value}
      onChange={onChange}
      isMultiline={definition.kind === 'design'}
      autoFocus
    />
  );
}
