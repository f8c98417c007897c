import { StrictMode } from 'react';
import './styles/tokens.css';
import './styles/font.css';
import './styles/base.css';
import './styles/frame.css';
import './styles/print.css';
import { App } from './app/App';
import { followSession } from './app/followSession';
import { followConnection, makeQueryClient } from './app/queryClient';
import { makeRouter } from './app/router';
import { whenLoaded } from './app/whenLoaded';
import { followThemeOfOtherTabs } from './browser/preferences';

// The largest part of the code comes last: all else starts meanwhile.
const renderer = import('react-dom/client');

const container = document.getElementById('root');
if (!container) throw new Error('The page has no element to render into.');

const queryClient = makeQueryClient();
const router = makeRouter(queryClient);
followConnection();
followSession(queryClient, router);
followThemeOfOtherTabs();

void Promise.all([renderer, whenLoaded(router)]).then(([{ createRoot }]) =>
  createRoot(container).render(
    <StrictMode>
      <App queryClient={queryClient} router={router} />
    </StrictMode>,
  ),
);
