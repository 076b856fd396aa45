import { Alert } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import type { SequencePreview } from "@/lib/outreach/sequence/schemas";
import { AsReceived } from "./as-received";

/** An email of a sequence as one lead would receive it, and what keeps it from being the final one. */
export const PreviewedEmail = ({ email }: { email: SequencePreview }) => (
  <>
    {email.missing.length > 0 && (
      <Alert color="orange" icon={<IconAlertTriangle size={18} aria-hidden />} title="This lead would not get it">
        Nothing is known for {email.missing.join(", ")}. Give it a fallback, like {"{{first_name|there}}"}.
      </Alert>
    )}
    {!email.written && (
      <Alert color="blue" title="Sample">
        The model writes this email for each lead when the campaign prepares its drafts. Its instructions stand in the
        place of its text.
      </Alert>
    )}
    <AsReceived email={email} />
  </>
);
