import type { Actor } from '../api/types';
import { deviceName } from '../format/deviceName';

/** Names an actor. `thisSession` is the id of this browser's session. */
export function actorInWords(actor: Actor, thisSession: number | undefined): string {
  switch (actor.kind) {
    case 'session':
      return actor.session_id !== null && actor.session_id === thisSession
        ? 'this browser'
        : deviceName(actor.name);
    case 'token':
      return actor.name === null ? 'a token' : `the token “${actor.name}”`;
    case 'command':
      return actor.name ?? 'a command on the server';
    case 'import':
      return actor.name === null ? 'an import' : `an import (${actor.name})`;
    case 'server':
      return 'the server';
  }
}
