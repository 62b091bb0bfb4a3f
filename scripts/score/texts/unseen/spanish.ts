// Spanish of the scoring set.
import { type Language, lines, words } from '../language.js';

export const spanish: Language = {
  code: 'es',
  texts: 90,
  given: words(
    'Inmaculada=Inma, Rigoberto=Rigo, Yamileth=Yami, Eustaquio=Taco, Consuelo=Chelo, Wilmer=Wili, Aránzazu=Arantxa, Remedios=Reme, Nayeli=Naye, Gustavo Adolfo=Tavo, Soledad=Sole, Bartolomé=Tolo',
  ),
  family: words(
    'Zubizarreta, Huamán Ccori, Montenegro, Sepúlveda Toro, Calvo, Ayala, Domínguez Vela, Tzul, de los Reyes, Bustamante, Feijóo, Herrera Luna, Mamani, Casas, Ould Ahmed, Kaufmann',
  ),
  hospitals: words(
    'Hospital Comarcal de Valdetorre, Clínica del Pilar Viejo, ISSSTE Loma Alta, Policlínica Nervión Sur, CAP Can Roure, Hospital Doctor Arce, Resonancia Altamira, Fundación Santa Marta, Hospital Ángeles del Norte, Centro de Salud La Vega',
  ),
  wards: words('Planta 7ª, Observación 3, Medicina Interna B, Quirófano 2, Neonatología'),
  towns: words('Badajoz, Cuenca, Tegucigalpa, Valdivia, Cáceres, Querétaro, Cali, Soria'),
  addresses: words(
    'Ctra. de la Sierra km 4, Calle 72 No. 11-45, Pje. Las Acacias 12, Rda. del Puerto 8 1º izq, Col. Buenavista Mz 4 Lt 9, Bº Las Flores casa 22',
  ),
  phones: words('9## 55 50 ##, +52 55 5550 ####, +57 300 555 ####, 01 555 #### ###, busca ####, ext. ##21'),
  months: words('enero, febrero, marzo, abril, mayo, junio, julio, agosto, septiembre, octubre, noviembre, diciembre'),
  monthsShort: words('ene, feb, mar, abr, may, jun, jul, ago, sept, oct, nov, dic'),
  dates: words('D/M/YYYY, DD/MM/YY, DD.MM.YYYY, DD-MMM-YYYY, YYYY/MM/DD, DD-MM-YY'),
  dateWords: words('MON YYYY, MON del YYYY, D MMM YYYY, principios de MON de YYYY, D de MON del YYYY'),
  days: words('el D de MON, D/M, D-MMM, DD/MM'),
  header: lines(`
    {P} Rx mano D 2P
    TC craneo {PL} TCE {DY}
    Prev. {H} {DT}
    Tec. {TI}
    Pide Dra. {D}
    {DB} hombro izq
    CD de {H}
    Port. torax {W}
    {G} a, caida, cadera D
    MAP {D}, {T}
    RN de {R}, eco cerebral
    avisar {F}
    NHC erroneo {NP}
    Dr {D} valorar contraste
    Int. {DF} {DY}
    URPA {PL} {PF}
    Lasegue +, RM lumbar
    ColangioRM, ?Mirizzi
    Lisfranc, Rx en carga
    PET-TC Deauville 3 previo
    Perthes izq, cadera ap/axial
    Rama B, semana 24
    Baritado, Zenker?
    Fx Galeazzi, control yeso
    Mamo dcha, BI-RADS 4B
    TAC senos, Keros, Onodi
  `),
  notes: lines(`
    {PL}, {PF}. {DT}. Derivado desde {H} por hematuria, portador de sonda.
    Llama la Dra. {D} desde {H} ({F}), resultado a las 13:50.
    Vive con su hermana {R} en {A}, {T}. Cuidadora {DF}.
    Firma consentimiento la madre, {R}; padre por teléfono {F}.
    Prefiere que le digan {PN}. Hipoacusia, hablar alto.
    Marcapasos n.º {S}, implantado en {DW} por {D} en {H}.
    Accidente {DT}, matrícula {K}, cinturón puesto, airbag sí.
    Imágenes de {P} en estudio equivocado {AC}; corregido por {TI}.
    Póliza {N}, CURP {N}, comprobado por {TI} {DY}.
    En seguimiento por {DF} en {T} por esclerosis múltiple.
    Intervenida por {D} en {DW}, reintervenida por {DF}.
    Enviar informe a {E}; copia a fisio {D}.
    Según la esposa {R}, se cayó {DY}, sin pérdida de conciencia.
    R3 {D}, busca {B}; adjunta {D}.
    En la pulsera pone {PT}. Se corrige.
    Valorado por {DB} en {W}, no quirúrgico.
    Toma Eliquis, Hb 7,9. Melenas 2 días. Descartar sangrado activo.
    Wells 4,5; dímero D 2100; sat 87 %. Sospecha TEP.
    Murphy +, PCR 130, fiebre 38,7. Tokio II. Ayunas 6 h.
    Babinski dcho, afasia, NIHSS 11, inicio 07:30. ASPECTS, Actilyse.
    Iomeron 350 100 cc, 18 G, 4 cc/s, sin extravasación. DLP 580.
    Cirrosis Child B7, AFP 380, LOE segmento IV, criterios de Milán.
    Niño 6 a, cojera, Kocher 1/4, Ranitas. ¿Perthes?
    Phalen y Tinel +, Dupuytren intervenido. Túnel carpiano.
  `),
  report: lines(`
    Motivo: dolor en fosa ilíaca en la Sra. {PL}, {G} años.
    Se compara con TC de {H} de fecha {DT} ({AC}).
    Se avisa a la Dra. {D} a través de {DF}.
    Querida {D}: te agradezco que me enviaras a {P}.
    Acude {PF} acompañado de su mujer, {R}.
    Un saludo cordial, {DF}
    Dictado por {DB}, transcrito por {TI}, {DT}.
    Estudio realizado por {D} e informado por {DF} ({H}).
    Firmado electrónicamente: {DF}, colegiado {N}.
    Adenda {DT}: revisado con {D}, sin cambios.
    Don {P} será visto por {DF} en {T} el {DT}.
    Su hijo {R} queda avisado en el {F}.
    Sin datos de Budd-Chiari. Lóbulo de Riedel.
    Estenosis carotídea del 60 % (NASCET), polígono de Willis completo.
    Fractura de Maisonneuve, diástasis de 4 mm. Sin Lisfranc.
    Enfermedad de Forestier; Baastrup en L3-L4.
    Lesión de Hill-Sachs y Bankart óseo. Glenoides 12 %.
    Divertículo de Killian-Jamieson. Hernia de Bochdalek de 3 cm.
    Carcinoma lobulillar, Nottingham 2, RE 90 %, HER2 1+, Ki67 12 %.
    Scheltens 2, Fazekas 1. Sin Chiari. Silla turca vacía.
    Nódulo TI-RADS 4 de 14 mm, Bethesda II previo.
    Conclusión: diverticulitis Hinchey Ib. Quiste de Tarlov en S2.
  `),
};
