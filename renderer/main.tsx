// Puts the application into the page.
// Must not hold anything that a component could hold.

import './ui/base.css';

import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

import { App } from './app/app.tsx';
import { refreshApplication } from './app/application.ts';
import { applyChosenTheme } from './app/theme-choice.ts';

applyChosenTheme();
// The answer is on its way while the page is being made.
void refreshApplication();

const root = document.querySelector('#root');
if (root === null) throw new Error('the page has no #root');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
