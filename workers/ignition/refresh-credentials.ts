import { RefreshCredentials } from "@/lib/ignition/jobs";
import { refreshCredentials } from "@/lib/ignition/refresh-credentials";
import { handle } from "../handler";

export default handle(RefreshCredentials, refreshCredentials);
