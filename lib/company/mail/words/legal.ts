/** Words that a founder has to see at once, folded; whose language does not matter. `days`: the time that the law leaves for an answer. */
export const LEGAL: readonly { sign: RegExp; days: number; why: string }[] = [
  {
    sign: /\b(?:data subject (?:access )?request|subject access request|dsar|right (?:to be forgotten|of access|to erasure)|(?:gdpr|dsgvo|rgpd|avg) (?:request|anfrage|auskunft|demande|solicitud|verzoek)|auskunft (?:nach|gemass|gemaess) (?:art|dsgvo)|art(?:icle|ikel|\.)? ?1[57] (?:gdpr|dsgvo|rgpd)|droit (?:d'acces|a l'effacement)|derecho de (?:acceso|supresion)|indsigtsanmodning|ret til sletning)\b/,
    days: 30,
    why: "The words ask for personal data or its erasure, which the law answers with a deadline.",
  },
  {
    sign: /\b(?:data breach|personal data breach|security breach|datenpanne|datenschutzverletzung|violation de donnees|violacion de (?:datos|seguridad)|databrud)\b/,
    days: 3,
    why: "The words report a breach of personal data.",
  },
  {
    sign: /\b(?:court order|subpoena|summons|lawsuit|legal action|cease and desist|notice of claim|statement of claim|gerichtsbeschluss|einstweilige verfugung|abmahnung|klageschrift|mise en demeure|assignation en justice|demanda judicial|requerimiento judicial|staevning|fogedforbud)\b/,
    days: 7,
    why: "The words speak of a court or a legal claim.",
  },
  {
    sign: /\b(?:information commissioner|supervisory authority|data protection authority|federal trade commission|attorney general|aufsichtsbehorde|datenschutzbehorde|bundesnetzagentur|cnil|aepd|agencia espanola de proteccion de datos|datatilsynet)\b/,
    days: 14,
    why: "The words name a regulator.",
  },
];
