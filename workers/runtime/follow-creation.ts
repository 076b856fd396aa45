import { followCreation } from "@/lib/operations/runtimes/follow-creation";
import { FollowCreation } from "@/lib/operations/runtimes/jobs";
import { handle } from "../handler";

export default handle(FollowCreation, followCreation);
