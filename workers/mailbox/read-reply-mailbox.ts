import { ReadReplyMailbox } from "@/lib/outreach/mailbox/jobs";
import { readReplyMailbox } from "@/lib/metering/events/read-reply-mailbox";
import { handle } from "../handler";

export default handle(ReadReplyMailbox, readReplyMailbox);
