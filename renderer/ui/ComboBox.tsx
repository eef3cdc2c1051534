// A choice of one from a long list, found by typing; where allowed, also a text that is not in the list.
// Must not fetch: the caller brings the options.

import { ChevronDown } from 'lucide-react';
import type { ReactElement, Ref } from 'react';
import {
  Button as AriaButton,
  ComboBox as AriaComboBox,
  Input,
  ListBox,
  Popover,
} from 'react-aria-components';

import { Choice, type ChoiceOption } from './Choice.tsx';
import { FieldFrame, type FieldBasics } from './FieldFrame.tsx';
import { given } from './given.ts';
import { Icon } from './Icon.tsx';
import { word } from './words.ts';

/** On the element that the library lays out, which has to be a `div`. */
const landmark = { role: 'region' } as const;

interface ComboBoxProps<Value extends string> extends FieldBasics {
  options: readonly ChoiceOption<Value>[];
  value: Value | null;
  /** Null when the field was emptied. */
  onChange: (value: Value | null) => void;
  /** Takes a text that is not in the list, such as a scanned code. */
  onText?: ((text: string) => void) | undefined;
  placeholder?: string | undefined;
  inputRef?: Ref<HTMLInputElement> | undefined;
}

export function ComboBox<Value extends string>({
  label,
  isLabelHidden,
  description,
  error,
  options,
  value,
  onChange,
  onText,
  placeholder,
  inputRef,
  ...rest
}: ComboBoxProps<Value>): ReactElement {
  return (
    <AriaComboBox
      {...given(rest)}
      value={value}
      onChange={(key) => onChange(options.find((option) => option.value === key)?.value ?? null)}
      {...given({ onInputChange: onText })}
      allowsCustomValue={onText !== undefined}
      allowsEmptyCollection
      menuTrigger="focus"
      isInvalid={error !== undefined}
      validationBehavior="aria"
      className="ui-field"
    >
      <FieldFrame {...{ label, isLabelHidden, description, error }} isRequired={rest.isRequired}>
        <div className="ui-field-box">
          <Input
            {...given({ placeholder, ref: inputRef })}
            className="ui-input"
            onKeyDown={(event) => {
              const isListed = event.currentTarget.hasAttribute('aria-activedescendant');
              if (event.key !== 'Enter' || isListed) return;
              const meant = meantBy(event.currentTarget.value, options);
              if (meant !== undefined && meant !== value) onChange(meant);
            }}
            autoComplete="off"
            spellCheck={false}
          />
          <AriaButton className="ui-combo-open" aria-label={word('ui.show-choices', { label })}>
            <Icon of={ChevronDown} size="small" />
          </AriaButton>
        </div>
        {/* Not modal, so the library makes it no dialog, and outside every landmark it would be hard to find. */}
        <Popover
          className="ui-popover"
          offset={4}
          aria-label={word('ui.choices', { label })}
          render={(props) => <div {...props} {...landmark} />}
        >
          <ListBox
            className="ui-choices"
            renderEmptyState={() => <div className="ui-choices-empty">{word('ui.nothing-here')}</div>}
          >
            {options.map((option) => (
              <Choice key={option.value} option={option} />
            ))}
          </ListBox>
        </Popover>
      </FieldFrame>
    </AriaComboBox>
  );
}

/** The choice that a typed text means without a look at the list: by its whole label, or the only one that has it. */
function meantBy<Value extends string>(
  text: string,
  options: readonly ChoiceOption<Value>[],
): Value | undefined {
  const typed = text.trim().toLowerCase();
  if (typed === '') return undefined;
  const exact = options.filter(({ label }) => label.toLowerCase() === typed);
  const [only, another] =
    exact.length > 0 ? exact : options.filter(({ label }) => label.toLowerCase().includes(typed));
  return only && !another && only.isDisabled !== true ? only.value : undefined;
}
