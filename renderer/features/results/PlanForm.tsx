// The fields of an analysis plan: recorded for the first time, or amended with a reason.
// Must not offer comparisons that do not fit the test, nor decide what the notebook refuses.

import { useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import {
  aboveRangeRules,
  belowRangeRules,
  outlierRules,
  type PlanContent,
} from '../../../shared/domain/analysis-plan.ts';
import { analytes } from '../../../shared/domain/analytes.ts';
import { timePointKeys } from '../../../shared/domain/schedule.ts';
import { markSymbols } from '../../../shared/statistics/marks.ts';
import {
  overallTests,
  postHocTestsOf,
  type OverallTest,
} from '../../../shared/statistics/planned-analysis.ts';
import { SaveForm } from '../../SaveForm.tsx';
import { Select } from '../../ui/Select.tsx';

interface PlanFormProps {
  readonly isAmendment: boolean;
  readonly initial: PlanContent;
  readonly groups: readonly { readonly group: string; readonly label: string }[];
  readonly onClose: () => void;
}

export function PlanForm({ isAmendment, initial, groups, onClose }: PlanFormProps): ReactElement {
  const [content, setContent] = useState(initial);
  const change = (changes: Partial<PlanContent>): void => setContent({ ...content, ...changes });
  return (
    <SaveForm
      frame="drawer"
      title={say(isAmendment ? 'planning.amend-title' : 'planning.record-title')}
      submit={say(isAmendment ? 'planning.amend-submit' : 'planning.record-submit')}
      done={say(isAmendment ? 'planning.amended' : 'planning.recorded')}
      focusesField={false}
      isEditor
      hasReason={isAmendment}
      reasonLabel={say('planning.amend-reason')}
      onClose={onClose}
      save={(saver, meta) => saver.save(isAmendment ? 'plan.amend' : 'plan.record', { content }, meta)}
    >
      <TestFields content={content} onChange={change} />
      <ControlFields content={content} groups={groups} onChange={change} />
      <PrimaryFields content={content} onChange={change} />
      <OddValueFields content={content} onChange={change} />
    </SaveForm>
  );
}

interface FieldsProps {
  readonly content: PlanContent;
  readonly onChange: (changes: Partial<PlanContent>) => void;
}

function TestFields({ content: { test, postHoc }, onChange }: FieldsProps): ReactElement {
  const choose = (next: OverallTest): void => {
    const fitting = postHocTestsOf[next];
    const first = fitting[0];
    if (first) onChange({ test: next, postHoc: fitting.includes(postHoc) ? postHoc : first });
  };
  return (
    <>
      <Select
        label={say('planning.form-test')}
        options={overallTests.map((value) => ({ value, label: say(`plan.test-${value}`) }))}
        value={test}
        onChange={choose}
      />
      <Select
        label={say('planning.form-post-hoc')}
        options={postHocTestsOf[test].map((value) => ({ value, label: say(`plan.post-hoc-${value}`) }))}
        value={postHoc}
        onChange={(next) => onChange({ postHoc: next })}
      />
    </>
  );
}

const noControl = 'none';

function ControlFields({
  content: { controls },
  groups,
  onChange,
}: FieldsProps & Pick<PlanFormProps, 'groups'>): ReactElement {
  return (
    <>
      {groups.map(({ group, label }) => (
        <Select
          key={group}
          label={say('planning.form-control', { group: label })}
          options={[
            { value: noControl, label: say('planning.form-no-control') },
            ...markSymbols.map((symbol) => ({
              value: symbol,
              label: say('planning.form-symbol', { symbol }),
            })),
          ]}
          value={controls.find((one) => one.group === group)?.symbol ?? noControl}
          onChange={(chosen) => {
            const others = controls.filter((one) => one.group !== group);
            const symbol = markSymbols.find((one) => one === chosen);
            const all = symbol ? [...others, { group, symbol }] : others;
            // In the order of the marks: the first control's come first everywhere.
            const order = (one: (typeof all)[number]): number => markSymbols.indexOf(one.symbol);
            onChange({ controls: all.toSorted((left, right) => order(left) - order(right)) });
          }}
        />
      ))}
    </>
  );
}

function PrimaryFields({ content: { primary }, onChange }: FieldsProps): ReactElement {
  return (
    <>
      <Select
        label={say('planning.form-primary')}
        options={analytes.map(({ key, label }) => ({ value: key, label }))}
        value={primary?.analyte ?? null}
        onChange={(analyte) =>
          onChange({ primary: { analyte, timePoint: primary?.timePoint ?? timePointKeys[1] } })
        }
      />
      <Select
        label={say('planning.form-primary-time')}
        options={timePointKeys.map((value) => ({ value, label: say(`sample.timePoint.${value}`) }))}
        value={primary?.timePoint ?? null}
        isDisabled={primary === null}
        onChange={(timePoint) => {
          if (primary) onChange({ primary: { ...primary, timePoint } });
        }}
      />
    </>
  );
}

function OddValueFields({ content, onChange }: FieldsProps): ReactElement {
  return (
    <>
      <Select
        label={say('planning.form-below')}
        options={belowRangeRules.map((value) => ({ value, label: say(`plan.below-range-${value}`) }))}
        value={content.belowRange}
        onChange={(belowRange) => onChange({ belowRange })}
      />
      <Select
        label={say('planning.form-above')}
        options={aboveRangeRules.map((value) => ({ value, label: say(`plan.above-range-${value}`) }))}
        value={content.aboveRange}
        onChange={(aboveRange) => onChange({ aboveRange })}
      />
      <Select
        label={say('planning.form-outliers')}
        options={outlierRules.map((value) => ({ value, label: say(`plan.outliers-${value}`) }))}
        value={content.outliers}
        onChange={(outliers) => onChange({ outliers })}
      />
    </>
  );
}
