// Parts of one thing, one seen at a time.
// Must not divide steps that follow one another: those stand below one another.

import type { ReactElement, ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs as AriaTabs } from 'react-aria-components';

import './tabs.css';

export interface TabPart {
  id: string;
  label: string;
  /** Shown after the words. */
  count?: number | undefined;
  content: ReactNode;
}

interface TabsProps {
  label: string;
  parts: readonly TabPart[];
  /** Leave both out to let the tabs keep their own place. */
  selected?: string | undefined;
  onSelect?: ((id: string) => void) | undefined;
}

export function Tabs({ label, parts, selected, onSelect }: TabsProps): ReactElement {
  return (
    <AriaTabs
      {...(selected === undefined ? {} : { selectedKey: selected })}
      onSelectionChange={(key) => onSelect?.(String(key))}
      className="ui-tabs"
    >
      <TabList aria-label={label} className="ui-tab-list">
        {parts.map((part) => (
          <Tab key={part.id} id={part.id} className="ui-tab">
            {part.label}
            {part.count !== undefined && <span className="ui-tab-count">{part.count}</span>}
          </Tab>
        ))}
      </TabList>
      {parts.map((part) => (
        <TabPanel key={part.id} id={part.id} className="ui-tab-panel">
          {part.content}
        </TabPanel>
      ))}
    </AriaTabs>
  );
}
