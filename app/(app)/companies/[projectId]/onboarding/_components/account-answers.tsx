import { Alert, Progress, Stack, Text } from "@mantine/core";
import { IconAlertTriangle, IconCheck } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import type { Answer } from "./use-mail-account";

const NAMES = { smtp: "Sending", imap: "Reading replies" };
const LIMIT_SECONDS = 20;

/** The result of each account’s test. */
export function AccountAnswers({ answers, saved }: { answers: Answer[] | undefined; saved: boolean }) {
  if (!answers) return null;
  return (
    <Stack gap="xs" role="status">
      {answers.map(({ protocol, ok, message }) => (
        <Alert
          key={protocol}
          color={ok ? "green" : "red"}
          icon={ok ? <IconCheck size={18} aria-hidden /> : <IconAlertTriangle size={18} aria-hidden />}
          title={`${NAMES[protocol]} ${ok ? "works" : "does not work yet"}`}
          data-protocol={protocol}
          data-ok={ok}
        >
          {message}
          {saved && !ok && " It is saved like this; nothing can be launched until it works."}
        </Alert>
      ))}
    </Stack>
  );
}

/** How long a test has been waiting for the servers. */
export function Testing() {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setSeconds((passed) => passed + 1), 1000);
    return () => clearInterval(timer);
  }, []);
  return (
    <div>
      <Text size="sm" c="dimmed" mb={6} role="status">
        Connecting, encrypting and signing in. A server that does not answer is given up after {LIMIT_SECONDS} seconds.
      </Text>
      <Progress value={Math.min((seconds / LIMIT_SECONDS) * 100, 100)} size="sm" animated aria-label="Testing" />
    </div>
  );
}
