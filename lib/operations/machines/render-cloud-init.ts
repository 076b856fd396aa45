import { PINNED_N8N } from "@/lib/contracts/instance";
import {
  BOOTSTRAP_SCRIPT,
  INSTALL_SCRIPT,
  NETWORKS,
  SIDECAR_ADDRESS,
  WALL_SCRIPT,
  WALL_UNIT,
} from "./first-start-scripts";

/** Each by its digest. */
export type MachineImages = { n8n: string; sidecar: string; caddy: string };

export type FirstStart = {
  name: string;
  /** Counts once, within an hour, from this machine alone. */
  token: string;
  appUrl: string;
  /** The public half of the key that signs our commands. */
  verifyKey: string;
  images: MachineImages;
};

const FOLDER = "/opt/greenlight";
const OWNER = "owner@greenlight.local";
const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** As `scripts/runtime/n8n.ts` starts it, at the places of its image. Compose fills in the keys, which the machine makes itself. */
const N8N_ENVIRONMENT = {
  N8N_ENCRYPTION_KEY: "${N8N_ENCRYPTION_KEY}",
  N8N_INSTANCE_OWNER_MANAGED_BY_ENV: "true",
  N8N_INSTANCE_OWNER_EMAIL: OWNER,
  N8N_INSTANCE_OWNER_PASSWORD_HASH: "${N8N_OWNER_PASSWORD_HASH}",
  N8N_INSTANCE_OWNER_FIRST_NAME: "Greenlight",
  N8N_INSTANCE_OWNER_LAST_NAME: "Owner",
  N8N_DIAGNOSTICS_ENABLED: "false",
  N8N_VERSION_NOTIFICATIONS_ENABLED: "false",
  N8N_BLOCK_ENV_ACCESS_IN_NODE: "true",
  N8N_SECURE_COOKIE: "false",
  N8N_TEMPLATES_ENABLED: "false",
  N8N_PERSONALIZATION_ENABLED: "false",
  N8N_DISABLED_MODULES: "mcp-registry,insights",
  N8N_RUNNERS_ENABLED: "true",
  N8N_CUSTOM_EXTENSIONS: "/opt/greenlight/nodes",
  EXTERNAL_HOOK_FILES: "/opt/greenlight/hooks/freeze.js",
  GENERIC_TIMEZONE: "UTC",
  WEBHOOK_URL: "http://n8n:5678/",
  N8N_EVENTBUS_LOGWRITER_LOGFULLPATH: "/events/n8nEventLog.log",
  GREENLIGHT_FREEZE_DIR: "/freeze",
};

/**
 * n8n has no port of its own: the sidecar speaks to it, and Caddy, which alone is published, to the sidecar. The images are those of
 * `sidecar/images/`; none runs as root.
 */
const composeOf = ({ name, appUrl, verifyKey, images }: FirstStart): string => {
  const always = {
    restart: "unless-stopped",
    cap_drop: ["ALL"],
    security_opt: ["no-new-privileges:true"],
  };
  return json({
    name: "greenlight",
    services: {
      caddy: {
        ...always,
        image: images.caddy,
        networks: ["door"],
        ports: ["443:443"],
        volumes: [
          `${FOLDER}/Caddyfile:/etc/caddy/Caddyfile:ro`,
          `${FOLDER}/door.crt:/door.crt:ro`,
          `${FOLDER}/door.key:/door.key:ro`,
        ],
      },
      sidecar: {
        ...always,
        image: images.sidecar,
        networks: { door: { ipv4_address: SIDECAR_ADDRESS }, work: {} },
        volumes: ["sidecar:/data", "freeze:/freeze", "events:/events:ro"],
        environment: {
          SIDECAR_VERIFY_KEY: verifyKey,
          SIDECAR_HOST: SIDECAR_ADDRESS,
          SIDECAR_PORT: "3100",
          SIDECAR_DATA_DIR: "/data",
          SIDECAR_FREEZE_DIR: "/freeze",
          SIDECAR_EGRESS_CHECK: "true",
          GREENLIGHT_URL: appUrl,
          INSTANCE_NAME: name,
          INSTANCE_KEY: "${INSTANCE_KEY}",
          N8N_URL: "http://n8n:5678",
          N8N_VERSION: PINNED_N8N,
          N8N_EVENT_LOG: "/events/n8nEventLog.log",
          N8N_OWNER_EMAIL: OWNER,
          N8N_OWNER_PASSWORD: "${N8N_OWNER_PASSWORD}",
        },
      },
      n8n: {
        ...always,
        image: images.n8n,
        networks: ["work"],
        volumes: ["n8n:/home/node/.n8n", "freeze:/freeze:ro", "events:/events"],
        environment: N8N_ENVIRONMENT,
      },
    },
    networks: Object.fromEntries(
      Object.entries(NETWORKS).map(([network, { bridge, subnet }]) => [
        network,
        { driver_opts: { "com.docker.network.bridge.name": bridge }, ipam: { config: [{ subnet }] } },
      ]),
    ),
    volumes: { sidecar: {}, n8n: {}, freeze: {}, events: {} },
  });
};

const CADDYFILE = `{
  auto_https off
  admin off
  persist_config off
}
:443 {
  tls /door.crt /door.key
  reverse_proxy ${SIDECAR_ADDRESS}:3100
}
`;

const UPGRADES = `Unattended-Upgrade::Automatic-Reboot "true";
Unattended-Upgrade::Automatic-Reboot-Time "03:30";
`;

/**
 * The script of a machine's first start, in cloud-init's format: swap, security updates, Docker held at its version, a wall between containers
 * and the vendor's metadata, the first words to the application, then n8n with its sidecar. Pure; the token is its only secret.
 */
export function renderCloudInit(start: FirstStart): string {
  const { name, token, appUrl, images } = start;
  const daemon = {
    "log-driver": "json-file",
    "log-opts": { "max-size": "10m", "max-file": "3" },
    "live-restore": true,
    "userland-proxy": false,
  };
  const words = `NAME=${name}\nTOKEN=${token}\nAPP_URL=${appUrl}\nCADDY=${images.caddy}\n`;
  const file = (path: string, content: string, permissions = "0644") => ({ path, content, permissions });
  // JSON is YAML, and escapes by itself.
  return `#cloud-config\n${json({
    swap: { filename: "/swapfile", size: 2 * 1024 ** 3, maxsize: 2 * 1024 ** 3 },
    package_update: true,
    packages: ["ca-certificates", "curl", "openssl", "unattended-upgrades"],
    write_files: [
      file("/etc/sysctl.d/60-greenlight.conf", "vm.swappiness=10\n"),
      file("/etc/apt/apt.conf.d/52greenlight", UPGRADES),
      file("/etc/docker/daemon.json", json(daemon)),
      file("/etc/systemd/system/greenlight-wall.service", WALL_UNIT),
      file(`${FOLDER}/wall.sh`, WALL_SCRIPT, "0700"),
      file(`${FOLDER}/compose.yaml`, composeOf(start)),
      file(`${FOLDER}/Caddyfile`, CADDYFILE),
      file(`${FOLDER}/first-words.env`, words, "0600"),
      file(`${FOLDER}/bootstrap.sh`, BOOTSTRAP_SCRIPT, "0700"),
      file(`${FOLDER}/install.sh`, INSTALL_SCRIPT, "0700"),
    ],
    runcmd: [["bash", `${FOLDER}/install.sh`]],
  })}`;
}
