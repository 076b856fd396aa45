import type { Words } from "./words";

const MAIL =
  "(?:e-?mails?|mails?|correos?(?: electronicos?)?|mensajes?|newsletters?|boletin\\w*|publicidad|spam|ofertas?|comunicacion\\w*|propaganda|promocion\\w*)";
const words = (pattern: string): RegExp => new RegExp(pattern);
const LIST =
  "(?:\\S*listas?|bases?(?: de datos)?|mailings?|newsletter|boletin|registros?|sistema|crm|contactos|envios|distribucion|campanas?)";

export const es: Words = {
  leave: [
    /\bno (?:vuelva\w*|vuelvas) a (?:\S+ )?(?:contact|escrib|envi|mand|llam|molest)\w*/,
    /\bno (?:autorizo|autorizamos|consiento|consentimos)\b/,
    /\b(?:elimin\w*|borr\w*|quit\w*|sac\w*|saqu\w*|retir\w*|suprim\w*|remuev\w*|remov\w*|excluy\w*)(?:me|nos)\b(?! (?:una|un) )/,
    words(
      `\\b(?:elimin\\w*|borr\\w*|quit\\w*|saqu\\w*|sac(?!ado)\\w*|retir\\w*|suprim\\w*|cancel\\w*)\\b.{0,20}\\b(?:mis?|nuestros?|nuestras?|esta|este) (?:datos|correo|e-?mail|mail|direccion|nombre|contacto|informacion|suscripcion|cuenta de correo)`,
    ),
    words(
      `\\b(?:me|nos) (?:elimin\\w*|borr\\w*|quit\\w*|saqu\\w*|sac(?!ado)\\w*|retir\\w*|den? de baja|de de baja|dieran? de baja|excluyan?)\\b`,
    ),
    words(
      `\\b(?:elimin\\w*|borr\\w*|quit\\w*|saqu\\w*|sac(?!ado)\\w*|retir\\w*)\\b.{0,30}\\bde (?:su|sus|la|esta|tu|vuestra|vuestras)(?: \\S+)? ?${LIST}`,
    ),
    /\b(?:dar(?:me|nos|se)?|denme|deme|dame|denos|dennos|solicit\w*|quiero|deseo|pedir|pido|tramit\w*)\b.{0,20}\b(?:de )?(?:la |mi )?baja\b|\bdesuscri\w*|\bdesapunt\w*|\bcancel\w* (?:mi|la|nuestra) suscripcion\b/,
    /\bno (?:me|nos|te|le)? ?(?:vuelv\w* a |sigan? |sigas? )?(?:escrib\w*|contact\w*|envi\w*|mand\w*|molest\w*|contacten|remit\w*|llam\w*)\b.{0,15}\b(?:mas|nunca|nada|jamas|otra vez|de nuevo|por favor|correos?|mails?|e-?mails?|mensajes?|publicidad|spam)\b/,
    /\bno (?:me|nos) (?:vuelv\w* a )?(?:escrib\w*|contact\w*|molest\w*|contacten)(?! (?:antes|hasta|el|la|en|a mi|al))\b/,
    words(
      `\\bno (?:quiero|queremos|deseo|deseamos|me interesa|nos interesa|necesito|autorizo|autorizamos)\\b.{0,20}\\b(?:recib\\w*|(?:mas|sus|estos|tus) (?:\\S+ )?${MAIL}|que me|ser contactad\\w*|seguir|saber (?:nada|mas)|contacto|me contacten)\\b`,
    ),
    words(`\\bno (?:mas|envi\\w*|mand\\w*) (?:mas |estos |sus |tus )*${MAIL}\\b`),
    words(
      `\\b(?:dej\\w*|par\\w*|ces\\w*|basta)(?: ya)? (?:de |con )(?:\\S+ )?(?:escrib\\w*|envi\\w*|mand\\w*|contact\\w*|molest\\w*|${MAIL}|spam\\w*|acos\\w*)`,
    ),
    /\bdej(?:en|enme|ame|enos|adme|e)\b.{0,10}\b(?:en paz|tranquil\w*)\b|\bdejenme\b|\bdejame en\b/,
    /\b(?:me opongo|nos oponemos|oposicion al|derecho (?:de|al) (?:oposicion|supresion|olvido|cancelacion)|revoco|retiro (?:mi|el) consentimiento|no (?:he|hemos|di|dimos|doy) (?:dado |mi )*(?:consentimiento|autorizacion)|articulo (?:17|21) (?:del )?rgpd)\b/,
    /\babst\w+ de (?:\S+ )?(?:escrib|envi|contact|mand)\w*|\bborrenme\b|\bolvidense de\b|\blista (?:negra|robinson)\b/,
  ],
  leaveUnlessInterested: [
    /\b(?:esto|eso) es (?:spam|acoso)\b|\b(?:marc\w*|report\w*) como spam\b|\bbasta(?: ya)?\b|\bya (?:esta bien|basta)\b|\bno (?:insist\w*|hace falta que (?:insista|vuelva|me escriba)\w*)\b|\bnunca (?:me|nos) (?:suscrib|apunt|registr|di de alta)\w*|\bno (?:me|nos) (?:suscrib|apunt|registr)\w*|\bninguna? (?:otro |otra |mas )?(?:correo|mail|mensaje|comunicacion) mas\b/,
  ],
  leaveAlone:
    /^(?:por favor |hola |solicito |quiero )*(?:baja|stop|darme de baja|dar de baja|darse de baja|borrar|borrarme|eliminar|eliminarme|cancelar|cancelar suscripcion|no mas|no mas correos|basta|parar|desuscribir\w*)(?:[ .,!]|por favor|gracias|ya)*$/,
  doubtful: [
    /\b(?:dar de baja|suscripcion|rgpd|lopd|spam|publicidad|abogado|denuncia|acoso|de donde (?:sacaron|han sacado|tienen)|proteccion de datos)\b/,
  ],
  interested: [
    /\b(?:si,|si\.|si!|^si\b|claro|por supuesto|me interesa|nos interesa|interesante|interesad\w*|encantad\w*|perfecto|de acuerdo|suena bien|con gusto|adelante|vale)/,
    /\b(?:llameme|llamame|llamenme|hablemos|hablamos|envieme|envienme|enviame|mandeme|mandame|envien(?:nos)?|podria\w*|puede\w* (?:enviar|explicar|contar|llamar|mandar)|cuenteme|cuentame|agend\w*|quedamos|concertar)\b/,
    /\b(?:reunion|llamada|cita|precios?|tarifas?|presupuesto (?:detallado|por)|coste|cuanto|demo|mas informacion|mas detalles|disponib\w*|calendario|me viene bien|me va bien)\b/,
  ],
  notInterested: [
    /\bno (?:me|nos|estoy|estamos|esta|tengo|tenemos) ?(?:\S+ )?(?:interes\w*|necesi\w*)\b|\bno,? gracias\b|\bgracias,? (?:pero )?no\b|\bsin interes\b|\bya (?:tenemos|contamos|trabajamos|usamos|disponemos)\b|\bno (?:es|encaja|nos encaja|procede|aplica|lo necesit\w*)\b/,
  ],
  notNow: [
    /\b(?:ahora|de momento|por el momento|por ahora|actualmente|este ano|todavia|en este momento)\b.{0,30}\bno\b|\bno\b.{0,40}\b(?:ahora|de momento|por el momento|por ahora|este ano|todavia|en este momento|actualmente)\b|\b(?:mas adelante|el (?:ano|mes|trimestre) que viene|el proximo (?:ano|mes|trimestre)|proximo ano|en (?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)|dentro de (?:unos|dos|tres|seis|\d+) (?:semanas|meses)|despues de)\b|\bpresupuesto\b.{0,40}\b(?:agotado|congelado|cerrado|no|proximo)\b/,
  ],
  wrongPerson: [
    /\bno (?:soy|es) (?:la persona|el responsable|la responsable|el contacto|el indicado|la indicada|quien|mi area|mi departamento|el encargado|la encargada)\b|\bpersona equivocada\b|\bya no (?:trabaj\w*|esta|forma parte|pertenece)\b|\b(?:contacte|contacten|escriba|escriban|dirijase|dirijanse|hable) (?:con|a) (?:mi|nuestr\w*|el|la|don|dona|sr|sra)\b|\bse encarga\b|\bha dejado la empresa\b|\bjubilad\w*\b/,
  ],
  away: [
    /\b(?:fuera de (?:la )?oficina|de vacaciones|estare (?:ausente|fuera|de viaje)|estoy (?:ausente|fuera|de viaje|de baja(?! por favor))|ausente|de permiso|baja (?:medica|maternal|paternal|por maternidad|por paternidad)|(?:vuelvo|regreso|volvere|regresare|me reincorpor\w*)|acceso limitado)\b/,
  ],
  machine: [
    /\b(?:respuesta|mensaje|correo) automatic\w*\b|\bautomaticamente\b|\ben caso de urgencia\b|\bpara (?:asuntos|temas|cuestiones) urgentes\b|\bsi es urgente\b|\bhemos recibido (?:su|tu) (?:mensaje|correo|solicitud|consulta)\b|\bsu (?:solicitud|mensaje|consulta) ha sido (?:recibid|registrad)\w*|\bnumero de (?:ticket|incidencia|caso)\b|\bno responda a este (?:mensaje|correo)\b|\bacuse de recibo\b/,
  ],
};
