"use client";

import { useState, type FormEvent } from "react";
import classes from "./local-sign-in-form.module.css";

const DEMO = [
  { email: "founder@demo.local", label: "Continue as the demo founder" },
  { email: "admin@demo.local", label: "Continue as the demo admin" },
];
const ADDRESS = /^\S+@\S+$/;

type Problem = { field?: string; failure?: string };

/** Signs in; the problem when that fails. The client is fetched now, because the page is shown before it is needed. */
async function requestSession(email: string): Promise<Problem | null> {
  const { api, ApiError, sentenceOf } = await import("@/app/_ui/api-client");
  try {
    await api("/api/local/sign-in", { json: { email } });
    return null;
  } catch (error) {
    const field = error instanceof ApiError ? error.fields.email : undefined;
    return field ? { field } : { failure: sentenceOf(error) };
  }
}

const UNREACHABLE: Problem = {
  failure: "Greenlight could not be reached. Check that it is running and try again; nothing was changed.",
};

function useLocalSignIn(next: string) {
  const [busy, setBusy] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem>({});
  async function signIn(email: string): Promise<void> {
    if (!ADDRESS.test(email)) return setProblem({ field: "Enter an email address, like you@example.com" });
    setBusy(email);
    setProblem({});
    const failed = await requestSession(email).catch(() => UNREACHABLE);
    if (failed === null) return window.location.assign(next);
    setProblem(failed);
    setBusy(null);
  }
  return { busy, problem, signIn };
}

export function LocalSignInForm({ next }: { next: string }) {
  const { busy, problem, signIn } = useLocalSignIn(next);
  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const email = new FormData(event.currentTarget).get("email");
    void signIn(typeof email === "string" ? email.trim() : "");
  }
  return (
    <form className={classes.fields} onSubmit={submit} noValidate aria-busy={busy !== null}>
      {problem.failure && (
        <div className={classes.failure} role="alert">
          <strong>You are not signed in</strong>
          <br />
          {problem.failure}
        </div>
      )}
      <div>
        <label htmlFor="email">Email</label>
        <input
          id="email"
          name="email"
          type="email"
          autoComplete="email"
          placeholder="you@example.com"
          required
          aria-invalid={problem.field !== undefined}
          aria-describedby={problem.field && "email-error"}
        />
        {problem.field && (
          <p id="email-error" className={classes.wrong}>
            {problem.field}
          </p>
        )}
      </div>
      <button type="submit" className={classes.action} disabled={busy !== null}>
        {busy !== null && !DEMO.some(({ email }) => email === busy) ? "Signing in…" : "Sign in"}
      </button>
      <div className={classes.or}>or</div>
      {DEMO.map(({ email, label }) => (
        <button
          key={email}
          type="button"
          className={classes.demo}
          onClick={() => void signIn(email)}
          disabled={busy !== null}
        >
          {busy === email ? "Signing in…" : label}
        </button>
      ))}
    </form>
  );
}
