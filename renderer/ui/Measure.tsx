// A number with its unit, never parted, that can be asked where it came from.
// Must not round or convert: it shows the text it is given, and copying it gives that text back.

import type { ReactElement, ReactNode } from 'react';
import { Button as AriaButton, Dialog as AriaDialog, DialogTrigger, Popover } from 'react-aria-components';

import { word } from './words.ts';
import './overlay.css';
import './text.css';

interface MeasureProps {
  /** Decimal text: `22.4`, `22400000`, `4.8e7`. */
  value: string;
  unit?: string | undefined;
  /** Where the number came from; makes it a button that says so. */
  origin?: ReactNode;
}

export function Measure({ value, unit, origin }: MeasureProps): ReactElement {
  const shown = (
    <>
      <NumberText value={value} />
      {unit !== undefined && <span className="ui-measure-unit">{unit}</span>}
    </>
  );
  if (origin === undefined) return <span className="ui-measure">{shown}</span>;
  const spoken = unit === undefined ? value : `${value} ${unit}`;
  return (
    <DialogTrigger>
      <AriaButton className="ui-measure ui-measure-ask">{shown}</AriaButton>
      <Popover className="ui-origin-box" offset={4}>
        <AriaDialog className="ui-origin" aria-label={word('ui.origin', { value: spoken })}>
          {origin}
        </AriaDialog>
      </Popover>
    </DialogTrigger>
  );
}

const numberForm = /^([+\-−<>≤≥≈]?\s?)(\d+)(\.\d+)?(?:[eE]([+-]?\d{1,3}))?(\s?%?)$/;

/** Groups the digits of long numbers by space, not by characters; writes `4.8e7` as on paper. */
export function NumberText({ value }: { value: string }): ReactElement {
  const match = numberForm.exec(value);
  if (!match) return <>{value}</>;
  const [, sign = '', whole = '', fraction = '', power, percent = ''] = match;
  return (
    <>
      {sign.replace('-', '−')}
      {digitGroups(whole).map((group) => (
        <span key={group.at} className="ui-digits">
          {group.digits}
        </span>
      ))}
      {fraction}
      {power !== undefined && (
        <>
          {' × 10'}
          <sup className="ui-measure-power">{power.replace('+', '').replace('-', '−')}</sup>
        </>
      )}
      {percent}
    </>
  );
}

function digitGroups(whole: string): { at: number; digits: string }[] {
  if (whole.length < 5) return [{ at: 0, digits: whole }];
  const first = whole.length % 3 || 3;
  const groups = [{ at: 0, digits: whole.slice(0, first) }];
  for (let at = first; at < whole.length; at += 3) groups.push({ at, digits: whole.slice(at, at + 3) });
  return groups;
}
