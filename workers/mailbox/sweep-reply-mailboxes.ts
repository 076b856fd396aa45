import { SweepReplyMailboxes } from "@/lib/outreach/mailbox/jobs";
import { sweepReplyMailboxes } from "@/lib/outreach/mailbox/sweep-reply-mailboxes";
import { sweep } from "../handler";

export default sweep(SweepReplyMailboxes, sweepReplyMailboxes);
