"use client";

/** Shown when even the layout failed: nothing of it, not its styles, can be relied on. */
export default function GlobalError({ retry }: { error: Error; retry: () => void }) {
  return (
    <html lang="en">
      <body style={{ fontFamily: "system-ui, sans-serif", padding: "15vh 24px", textAlign: "center" }}>
        <title>Greenlight could not start this page</title>
        <h1>Greenlight could not start this page</h1>
        <p>Look at the terminal where Greenlight runs: it names what is missing. Then try again.</p>
        <button type="button" onClick={retry} style={{ padding: "10px 20px", fontSize: 16 }}>
          Try again
        </button>
      </body>
    </html>
  );
}
