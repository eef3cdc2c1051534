// A page that fails is replaced by a sentence and a way on; the rest of the window goes on.
// Must not hide the error: it is written to the console, which the log of errors keeps.

import { Component, type ReactNode } from 'react';
import { say } from '../../shared/catalogue/catalogue.ts';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';

interface ErrorBoundaryProps {
  readonly children: ReactNode;
}

export class ErrorBoundary extends Component<ErrorBoundaryProps, { readonly error: Error | undefined }> {
  override readonly state = { error: undefined };

  static getDerivedStateFromError(error: Error): { error: Error } {
    return { error };
  }

  override render(): ReactNode {
    if (this.state.error === undefined) return this.props.children;
    return (
      <Notice
        tone="refused"
        message={say('shell.broken')}
        remedy={say('shell.broken-remedy')}
        actions={
          <Button onPress={() => this.setState({ error: undefined })}>{say('shell.open-again')}</Button>
        }
      />
    );
  }
}
