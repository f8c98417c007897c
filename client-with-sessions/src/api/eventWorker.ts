import { eventHub } from './eventHub';

/** The part of a shared worker's global scope that is needed; TypeScript knows pages alone here. */
interface SharedWorkerScope {
  onconnect: ((event: MessageEvent) => void) | null;
}

const attach = eventHub();

(globalThis as unknown as SharedWorkerScope).onconnect = ({ ports: [port] }) => {
  if (port) attach(port);
};
