import { followEgress } from "@/lib/operations/ignition/follow-egress";
import { FollowEgress } from "@/lib/operations/ignition/jobs";
import { system } from "../handler";

export default system(FollowEgress, followEgress);
