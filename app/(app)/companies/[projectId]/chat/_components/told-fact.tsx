import { Badge, Group, Text } from "@mantine/core";
import { textIn } from "@/app/_ui/json-fields";
import { Link } from "@/app/_ui/link";
import { When } from "@/app/_ui/when";
import type { ChatMessage } from "@/lib/autopilot/chat/schemas";
import classes from "./chat.module.css";

type Props = { projectId: string; message: ChatMessage };

/** A fact that the chat tells: a received email, or the end of a proposal. A stranger's words are folded, and marked as such. */
export function ToldFact({ projectId, message: { text, payload, created_at, redacted_at } }: Props) {
  const kind = textIn(payload, "kind");
  const isVerified = textIn(payload, "auth") === "pass";
  const isMail = kind === "email";
  const approvalId = kind === "decision" ? textIn(payload, "approval_id") : undefined;
  return (
    <>
      <Group gap="xs">
        <Text size="sm">{redacted_at ? "The text of this message was deleted." : text}</Text>
        {isMail && (
          <Badge color={isVerified ? "green" : "orange"}>
            {isVerified ? "Sender verified" : "Sender not verified"}
          </Badge>
        )}
      </Group>
      {isMail && (
        <Text component="details" size="sm" mt={4}>
          <summary>Untrusted text of the email</summary>
          <p className={classes.untrusted}>{textIn(payload, "untrusted_text")}</p>
        </Text>
      )}
      <Text size="xs" c="dimmed" mt={4}>
        <When iso={created_at} />
        {isMail && (
          <>
            {" · "}
            <Link href={`/companies/${projectId}/mail`}>Open the mail</Link>
          </>
        )}
        {approvalId && (
          <>
            {" · "}
            <Link href={`/companies/${projectId}/approvals/${approvalId}`}>Open the proposal</Link>
          </>
        )}
      </Text>
    </>
  );
}
