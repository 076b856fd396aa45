import { FollowOwner } from "@/lib/company/mail/jobs";
import { followOwner } from "@/lib/company/mail/follow-owner";
import { handle } from "../handler";

export default handle(FollowOwner, followOwner);
