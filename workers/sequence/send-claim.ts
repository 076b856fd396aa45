import { SendClaim } from "@/lib/outreach/sequence/jobs";
import { sendOwnClaim } from "@/lib/outreach/sequence/send-own-claim";
import { handle } from "../handler";

export default handle(SendClaim, sendOwnClaim);
