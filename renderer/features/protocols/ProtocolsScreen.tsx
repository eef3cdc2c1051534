// The screen Protocols: every released version, one of them as printed, and the editor of the next version.
// Must not decide anything: it shows state and sends commands.

import type { ReactElement } from 'react';
import type { ScreenProps } from '../../navigation.ts';
import { ProtocolEditor } from './ProtocolEditor.tsx';
import { ProtocolList } from './ProtocolList.tsx';
import { ProtocolPage } from './ProtocolPage.tsx';
import './protocols.css';

export function ProtocolsScreen({ id, part }: ScreenProps): ReactElement {
  if (id === undefined) return <ProtocolList />;
  if (part === 'new-version') return <ProtocolEditor key={id} protocolId={id} />;
  return <ProtocolPage key={id} protocolId={id} part={part} />;
}
