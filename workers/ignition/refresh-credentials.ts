import { RefreshCredentials } from "@/lib/operations/ignition/jobs";
import { refreshCredentials } from "@/lib/operations/ignition/refresh-credentials";
import { handle } from "../handler";

export default handle(RefreshCredentials, refreshCredentials);
