"use client";

import { Box, Group, Highlight, SegmentedControl, Switch, Text } from "@mantine/core";
import { useState } from "react";
import classes from "./as-received.module.css";

export type ReceivedEmail = {
  /** Null where the sender is not known. */
  from: string | null;
  from_name: string | null;
  to: string;
  to_name: string | null;
  reply_to: string | null;
  subject: string;
  text: string;
  /** Null where only the text is known. */
  html: string | null;
};

const person = (name: string | null, address: string): string => (name ? `${name} <${address}>` : address);

/** One email with its header lines, as plain text or as HTML, on a phone's width if wanted. */
export function AsReceived({ email, holes = [] }: { email: ReceivedEmail; holes?: string[] }) {
  const [shape, setShape] = useState("text");
  const [phone, setPhone] = useState(false);
  return (
    <>
      <Box component="dl" m={0}>
        {email.from && <Line name="From" value={person(email.from_name, email.from)} />}
        <Line name="To" value={person(email.to_name, email.to)} />
        {email.reply_to && email.reply_to !== email.from && <Line name="Reply-To" value={email.reply_to} />}
        <Line name="Subject" value={email.subject} />
      </Box>
      <Group justify="space-between" gap="sm">
        <SegmentedControl
          value={shape}
          onChange={setShape}
          aria-label="Show the email as"
          data={[
            { value: "text", label: "Text" },
            { value: "html", label: "HTML" },
          ]}
        />
        <Switch label="Phone width" checked={phone} onChange={({ currentTarget }) => setPhone(currentTarget.checked)} />
      </Group>
      <div className={phone ? classes.phone : undefined}>
        {shape === "html" && email.html ? (
          <iframe
            className={classes.frame}
            title="The email as HTML"
            sandbox=""
            srcDoc={`<meta name="viewport" content="width=device-width"><body style="font:15px/1.5 sans-serif;margin:16px;overflow-wrap:anywhere">${email.html}</body>`}
          />
        ) : (
          <Highlight className={classes.text} size="sm" highlight={holes} data-part="text">
            {email.text}
          </Highlight>
        )}
      </div>
    </>
  );
}

const Line = ({ name, value }: { name: string; value: string }) => (
  <Group gap="xs" wrap="nowrap" align="baseline">
    <Text component="dt" size="sm" c="dimmed" w={64} style={{ flexShrink: 0 }}>
      {name}
    </Text>
    <Text component="dd" size="sm" m={0} style={{ overflowWrap: "anywhere" }}>
      {value}
    </Text>
  </Group>
);
