import { useEffect, useRef, useState } from 'preact/hooks';
import { Problem, post } from '../api';
import { SESSION, session } from '../session';

/** Asks for the server's token, in place of what it does not show without. */
export function TokenForm() {
  const [token, setToken] = useState('');
  const [said, setSaid] = useState('');
  const [busy, setBusy] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  const enter = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    setSaid('');
    try {
      await post(SESSION, { token });
      session.set(false);
    } catch (problem) {
      setSaid(!(problem instanceof Problem) ? 'The server does not answer.' : problem.status === 401 ? 'That is not the token of this server.' : problem.message);
      setBusy(false);
      input.current?.select();
    }
  };
  return (
    <form class="token" onSubmit={(event) => void enter(event)} aria-labelledby="token">
      <h1 id="token">This server asks for its token</h1>
      <p class="quiet">It is the one in its setting <code>http.token</code>. This browser remembers that you had it, not what it is.</p>
      <div class="controls">
        <input ref={input} type="password" name="token" autocomplete="current-password" required aria-label="Token" aria-invalid={said !== ''} aria-describedby="token-said" value={token} onInput={(event) => setToken(event.currentTarget.value)} />
        <button type="submit" class="main" disabled={busy}>Enter</button>
      </div>
      <p id="token-said" role="alert" class="bad">{said}</p>
    </form>
  );
}

/** Forgets that the token was known here. */
export async function leave(): Promise<void> {
  await fetch(SESSION, { method: 'DELETE' }).catch(() => null);
  session.set(true);
}
