// One step of the draft: closed as a line that can be moved or removed, open as a plain form.
// Must not change its key: what was recorded under it belongs to it.

import { ArrowDown, ArrowUp, Trash2 } from 'lucide-react';
import type { ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { StepDefinition } from '../../../shared/protocols/protocol.ts';
import { Button } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Row, Stack } from '../../ui/Layout.tsx';
import { Soft } from '../../ui/Text.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { EditedInputs } from './EditedInputs.tsx';
import { EditedParameters } from './EditedParameters.tsx';

interface EditedStepProps {
  readonly number: number;
  readonly count: number;
  readonly step: StepDefinition;
  readonly isOpen: boolean;
  readonly onOpen: (isOpen: boolean) => void;
  readonly onChange: (step: StepDefinition) => void;
  readonly onMove: (by: -1 | 1) => void;
  readonly onRemove: () => void;
}

export function EditedStep(props: EditedStepProps): ReactElement {
  const { number, count, step, isOpen, onOpen, onChange, onMove, onRemove } = props;
  return (
    <li className="protocol-draft-step">
      <div className="protocol-draft-head">
        <span className="protocol-draft-number">{number}</span>
        <span className="protocol-draft-title">{step.title}</span>
        <IconButton
          icon={ArrowUp}
          label={say('protocols.move-up', { step: step.title })}
          isDisabled={number === 1}
          onPress={() => onMove(-1)}
        />
        <IconButton
          icon={ArrowDown}
          label={say('protocols.move-down', { step: step.title })}
          isDisabled={number === count}
          onPress={() => onMove(1)}
        />
        <IconButton
          icon={Trash2}
          label={say('protocols.remove-step', { step: step.title })}
          isDanger
          onPress={onRemove}
        />
        <Button
          aria-label={say(isOpen ? 'protocols.close-step' : 'protocols.edit-step', { step: step.title })}
          onPress={() => onOpen(!isOpen)}
        >
          {say(isOpen ? 'protocols.done-editing' : 'protocols.edit')}
        </Button>
      </div>
      {isOpen && (
        <div className="protocol-draft-form">
          <Stack>
            <TextField
              label={say('protocols.step-title')}
              value={step.title}
              onChange={(title) => onChange({ ...step, title })}
              isRequired
            />
            <TextField
              label={say('protocols.step-words')}
              value={step.text}
              onChange={(text) => onChange({ ...step, text })}
              isMultiline
              isRequired
            />
            <Row gap={3}>
              <Checkbox
                isSelected={step.isHoldPoint}
                onChange={(isHoldPoint) => onChange({ ...step, isHoldPoint })}
                description={say('protocols.hold-point-words')}
              >
                {say('protocols.hold-point')}
              </Checkbox>
              <Checkbox
                isSelected={step.isFree}
                onChange={(isFree) => onChange({ ...step, isFree })}
                description={say('protocols.free-words')}
              >
                {say('protocols.free')}
              </Checkbox>
            </Row>
            <EditedParameters step={step} onChange={onChange} />
            <EditedInputs step={step} onChange={onChange} />
            {step.timers.length > 0 && (
              <Soft>
                {say('protocols.timers-stay', { timers: step.timers.map((timer) => timer.label).join(', ') })}
              </Soft>
            )}
          </Stack>
        </div>
      )}
    </li>
  );
}
