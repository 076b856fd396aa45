import { followZone } from "@/lib/autopilot/recurring/follow-zone";
import { FollowZone } from "@/lib/autopilot/recurring/jobs";
import { handle } from "../handler";

export default handle(FollowZone, followZone);
