// French, Spanish, Italian and Portuguese.
import { type Language, lines, words } from './language.js';

export const french: Language = {
  code: 'fr',
  texts: 140,
  given: words(
    'Jean-Pierre=JP, Geneviève=Ginette, Amélie=Mélie, François=Fanfan, Marguerite=Margot, Bastien=Bast, Rose=Rosette, Mathieu=Mat, Fatoumata=Fatou',
  ),
  family: words(
    'Moreau, de la Tour, Lefèvre, Dubois-Martel, Petit, Benali, Leclerc, Rousseau, Legrand, Diallo, Boucher, Chastain',
  ),
  hospitals: words(
    'Hôpital Sainte-Odile, CHU de Valmont, Clinique des Tilleuls, Centre hospitalier du Haut-Marais, Polyclinique Saint-Roch, Institut Bergeron',
  ),
  wards: words('Service de pneumologie B, chambre 312, Réa 2, UHCD lit 4'),
  towns: words('Besançon, Nantes, Aix-en-Provence, Tours, Charleroi, Brest, Le Mans'),
  addresses: words(
    '12 rue des Lilas, 3 bis avenue Foch, 45 boulevard Voltaire, 8 impasse du Moulin, 27 place de la République',
  ),
  phones: words('01 99 00 ## ##, 06.39.98.##.##, +33 1 99 00 ## ##, 0470 55 ## ##'),
  months: words('janvier, février, mars, avril, mai, juin, juillet, août, septembre, octobre, novembre, décembre'),
  dates: words('DD/MM/YYYY, DD/MM/YY, DD.MM.YYYY, D/M/YYYY, DD-MM-YYYY'),
  dateWords: words('D MON YYYY, MON YYYY, le D MON, D MON YY, fin MON YYYY'),
  header: lines(`
    TDM TAP injecté {PL}
    IRM cérébrale sans et avec gadolinium
    CR: {DI}
    Echo abdo {P}
    Dr {D} - IRM genou G
    M. {PL} radio thorax F+P
    Mme {PL} mammographie
    Scanner sinus, polypose
    Maladie de Hodgkin, bilan d'extension
    ATCD: Crohn, entéro-IRM
    Adressé par {DF}
    Copie à {E}
    Externe {H} {DT}
    Manip: {D}
    Contrôle fracture de Pouteau-Colles
  `),
  notes: lines(`
    Patient {P} né le {DT}, demeurant {A} à {T}.
    Mme {PL} adressée par le Dr {DF}, tél. {F}.
    Antécédents : néo du sein opéré en {DW} par le Pr {D} à {H}.
    Accompagnée de sa fille {R}. Claustrophobie, 1 cp de Lexomil.
    Injection de 90 ml d'Iomeron 400, débit 3 ml/s. PDL 420 mGy.cm.
    N° sécu {N}, IPP {NP}, hospitalisé en {W}.
    Vu avec {D}, interne. Compléter par une IRM.
    Patiente de {G} ans, chute, sous Eliquis.
    Son mari {R} a rappelé le {DT} au {F}.
    Monsieur {PT} (en fait {PL}) n'a pas pu tenir l'apnée.
    Maladie de Basedow connue, TSH 0,02. Pas d'allergie.
    {PF} a bougé pendant la séquence 3, reprise en T2 FSE.
  `),
  report: lines(`
    Pas d'épanchement pleural ni de foyer parenchymateux.
    Comparaison à l'examen du {DT} réalisé à {H}.
    Cher confrère, merci de m'avoir adressé Madame {PL}.
    Cher {D}, voici les résultats de Monsieur {P}.
    Kyste rénal Bosniak II du pôle inférieur droit, 22 mm.
    Compte rendu validé par le Docteur {DF} le {DT}.
    Signé : {DF}
    Dr {DI}, radiologue, {T}
    Maladie de Paget de l'os iliaque gauche, stable.
    Nodule de 6 mm du lobe supérieur droit, contrôle à 12 mois selon Fleischner.
    Les résultats ont été communiqués au docteur {D} par téléphone.
    Absence de syndrome de May-Thurner. Veine cave perméable.
    La sœur du patient, {R}, a été prévenue.
    Adénocarcinome Gleason 7 (4+3), PI-RADS 4, pT2c.
    Dilatation du canal de Wirsung à 5 mm, ampoule de Vater normale.
    L'IRM de {DW} montrait déjà cette lésion.
    Relu par {D} et {D}.
    Discopathie L5-S1 Modic 1, hernie de Schmorl en D12.
  `),
};

export const spanish: Language = {
  code: 'es',
  texts: 140,
  given: words(
    'María del Carmen=Mamen, Francisco=Paco, José Luis=Pepe, Guadalupe=Lupe, Ignacio=Nacho, Dolores=Lola, Rosario=Charo, Ximena=Xime, Álvaro=Alvarito',
  ),
  family: words(
    'García Márquez, de la Fuente, Núñez, Ibáñez Prieto, Rojas, del Río, Blanco, Quispe, Cabeza, Etxeberria, Delgado Peña, Villalobos',
  ),
  hospitals: words(
    'Hospital Virgen del Valle, Clínica San Telmo, Hospital Universitario de Montealto, Centro Médico Los Robles, Sanatorio Santa Clara, IMSS Zona 9',
  ),
  wards: words('Planta 4 cama 12, Sala San José, UCI 3, Box 7'),
  towns: words('Zaragoza, Mérida, Guadalajara, Mendoza, Logroño, Arequipa'),
  addresses: words(
    'C/ Olmo 14 3º B, Avenida de la Paz 220, Calle Mayor 7, Paseo del Prado 31, Jr. Los Pinos 455, Plaza España 2',
  ),
  phones: words('+34 600 55# ###, 91 555 ## ##, 55 5555 ####, 6## 555 ###'),
  months: words('enero, febrero, marzo, abril, mayo, junio, julio, agosto, septiembre, octubre, noviembre, diciembre'),
  dates: words('DD/MM/YYYY, D/M/YY, DD-MM-YYYY, DD.MM.YY, YYYY-MM-DD'),
  dateWords: words('D de MON de YYYY, MON de YYYY, D MON YYYY, el D de MON'),
  header: lines(`
    TC tórax con contraste {PL}
    RM cráneo sin y con gadolinio
    Eco abdomen {P}
    Dra. {D} RM rodilla izq
    Rx tórax PA y lateral
    Sr. {PL} TC senos paranasales
    Linfoma de Hodgkin, reestadificación
    Control {DT} {PL}
    Solicita: {DF}
    Enfermedad de Crohn, enteroRM
    TSID {DI}
    Quiste de Baker, rodilla derecha
    Externo {H}
    Mamografía bilateral Sra. {PL}
  `),
  notes: lines(`
    Paciente {P}, vive en {A}, {T}.
    Remitida por la Dra. {DF}, tel. {F}.
    Acude con su hija {R}. Alérgica a penicilina.
    Doña {PL} refiere dolor lumbar de 3 meses de evolución.
    100 ml de Optiray 300 a 3 ml/s, retraso 65 s. PDL 510 mGy.cm.
    NHC {NP}, DNI {N}, ingreso {DT} en {W}.
    Operado en {DW} por el Dr. {D} en {H}.
    Varón de {G} años, caída en domicilio, en tratamiento con Sintrom.
    Comentado con {D}, residente de urgencias.
    Hijo {R} avisado el {DT} al {F}.
    Enfermedad de Kawasaki en la infancia, aneurisma coronario de 6 mm.
    Apellido mal escrito ({PT}), corregido. Paciente conocido como {PN}.
  `),
  report: lines(`
    No se observan derrame pleural ni neumotórax.
    Comparado con estudio previo de {DT} en {H}.
    Informado por: Dr. {DF}
    Fdo. {DF}
    Fdo.: Dra. {D}, {T}, {DT}
    Estimado Dr. {D}: gracias por remitirnos a la Sra. {PL}.
    El paciente {P} fue valorado el {DW}.
    Quiste renal Bosniak IIF de 3 cm en polo superior izquierdo.
    Nódulo pulmonar de 7 mm; según Fleischner, control en 6 meses.
    Adenocarcinoma de próstata Gleason 3+4, PI-RADS 4.
    Se comunica hallazgo a {DF} por teléfono.
    La esposa, {R}, queda informada.
    Sin signos de Budd-Chiari. Conducto de Wirsung de 2 mm.
    Fractura de Colles consolidada. Enfermedad de Scheuermann dorsal.
    Biopsia {AC}: carcinoma ductal infiltrante, RE 90 %, Ki-67 20 %.
    Visto con {D} y {D}.
  `),
};

export const italian: Language = {
  code: 'it',
  texts: 130,
  given: words(
    'Giuseppe=Beppe, Francesca=Checca, Domenico=Mimmo, Giovanna=Vanna, Salvatore=Totò, Beatrice=Bice, Luigi=Gigi, Concetta=Tina, Raffaele=Lello',
  ),
  family: words(
    "Ferrari, De Luca, D'Angelo, Bianchi, Lo Cascio, Esposito, Costa, Bevilacqua, Grasso, Della Valle, Piccolo, Quattrocchi",
  ),
  hospitals: words(
    'Ospedale San Gerardo, Policlinico di Monteverde, Casa di cura Villa Azzurra, ASL Collefiorito, Istituto Santa Rita, Ospedale Maggiore di Lago',
  ),
  wards: words('Reparto Medicina 2, Letto 14, Rianimazione B'),
  towns: words('Bergamo, Lecce, Ravenna, Caltanissetta, Como, Massa'),
  addresses: words('Via Garibaldi 12, Piazza Dante 3, Corso Italia 88, Viale dei Mille 21/A, Vicolo Stretto 5'),
  phones: words('+39 02 5550 ###, 339 555####, 081/5550##, 06 5550####'),
  months: words(
    'gennaio, febbraio, marzo, aprile, maggio, giugno, luglio, agosto, settembre, ottobre, novembre, dicembre',
  ),
  dates: words('DD/MM/YYYY, D/M/YY, DD.MM.YYYY, DD-MM-YY'),
  dateWords: words('D MON YYYY, MON YYYY, il D MON, D° MON YYYY'),
  header: lines(`
    TC torace con mdc {PL}
    RM encefalo senza e con mdc
    Eco addome sup. {P}
    Rx bacino e anca dx
    Dr.ssa {D} RM ginocchio sn
    Sig. {PL} TC massiccio facciale
    Morbo di Crohn, entero-RM
    Linfoma di Hodgkin, ristadiazione
    TSRM {DI}
    Rich. {DF} {DT}
    Cisti di Baker
    Est. {H}
  `),
  notes: lines(`
    Paziente {P}, residente in {A}, {T}.
    Inviata dal Dott. {DF}, tel. {F}.
    Accompagnata dalla figlia {R}. Allergia a penicillina.
    La sig.ra {PL} non riesce a mantenere l'apnea.
    100 ml di Iomeron 350, flusso 3 ml/s, ritardo 70 s. DLP 480 mGy*cm.
    C.F. {N}, cartella {NP}, ricovero {DT} in {W}.
    Operato nel {DW} dal prof. {D} presso {H}.
    Uomo di {G} anni, caduta a domicilio, in terapia con Coumadin.
    Il marito {R} ha richiamato il {DT} dal {F}.
    Sentito {D}, medico di guardia. Esame urgente.
  `),
  report: lines(`
    Non versamento pleurico né addensamenti parenchimali.
    Confronto con esame del {DT} eseguito presso {H}.
    Refertato da: Dott.ssa {DF}
    Firmato {DF}
    Il medico radiologo {DF}
    Gentile collega {D}, la ringrazio per avermi inviato la signora {PL}.
    Cisti renale Bosniak II di 25 mm al polo inferiore.
    Noduli di Schmorl in D11 e D12; alterazioni Modic 2 in L5-S1.
    Carcinoma prostatico Gleason 7 (3+4), PI-RADS 4.
    Si comunica il referto telefonicamente al dottor {D}.
    La moglie {R} è stata informata.
    Malattia di Paget del bacino invariata. Dotto di Wirsung regolare.
    Si confronta con TC di {DW}.
    Esame visto con {D} e {D}.
    Ateromasia carotidea con stenosi del 40 % secondo NASCET.
  `),
};

export const portuguese: Language = {
  code: 'pt',
  texts: 110,
  given: words(
    'João=Joãozinho, Francisca=Chica, Antônio=Toninho, Conceição=São, Vinícius=Vini, Fernanda=Nanda, Ricardo=Rick, Luzia=Lu, Eduardo=Dudu',
  ),
  family: words(
    'da Silva, dos Santos, Oliveira, Carvalho, Magalhães, Pinto, Ribeiro Neto, Branco, Figueiredo, Vasconcelos, de Andrade, Sá',
  ),
  hospitals: words(
    'Hospital São Damião, Santa Casa de Montes, Clínica Boa Vista, Hospital das Clínicas de Serra, Instituto Aurora, UPA Jardim',
  ),
  wards: words('Enfermaria 5, Leito 22, UTI 1'),
  towns: words('Campinas, Braga, Belo Horizonte, Coimbra, Feira de Santana, Setúbal'),
  addresses: words(
    'Rua das Flores 120, Av. Paulista 1500 ap 42, Travessa do Carmo 8, Rua 7 de Setembro 33, Largo da Sé 4',
  ),
  phones: words('(11) 95555-####, +351 21 555 ####, 21 5555-####, 912 555 ###'),
  months: words('janeiro, fevereiro, março, abril, maio, junho, julho, agosto, setembro, outubro, novembro, dezembro'),
  dates: words('DD/MM/YYYY, DD/MM/YY, DD-MM-YYYY, D/M/YYYY'),
  dateWords: words('D de MON de YYYY, MON de YYYY, D MON YYYY, MON/YYYY'),
  header: lines(`
    TC tórax com contraste {PL}
    RM crânio sem e com gadolínio
    USG abdome {P}
    Rx tórax PA e perfil
    Dr. {D} RM joelho esq
    Sra. {PL} mamografia
    Doença de Crohn, enteroRM
    Solicitante: {DF}
    Cisto de Baker joelho D
  `),
  notes: lines(`
    Paciente {P}, residente na {A}, {T}.
    Encaminhada pelo Dr. {DF}, tel. {F}.
    Acompanhada pela filha {R}. Nega alergias.
    Dona {PL} refere dor há 3 meses.
    CPF {N}, prontuário {NP}, internada em {DT}.
    Operado em {DW} pelo Dr. {D} no {H}.
    Homem de {G} anos, queda da própria altura, em uso de Marevan.
    80 ml de Omnipaque 300 a 3 ml/s. DLP 390 mGy.cm.
    Discutido com {D}, plantonista.
  `),
  report: lines(`
    Ausência de derrame pleural ou pneumotórax.
    Comparado ao exame de {DT} realizado em {H}.
    Laudo por: Dra. {DF}, CRM {N}
    Assinado por {DF}
    Prezado Dr. {D}, agradeço o encaminhamento da Sra. {PL}.
    Cisto renal Bosniak II de 20 mm.
    Adenocarcinoma Gleason 6 (3+3), PI-RADS 3.
    A esposa, {R}, foi informada.
    Doença de Hodgkin em remissão desde {DW}.
    Ducto de Wirsung de 2 mm; ampola de Vater normal.
    Achados comunicados a {DF} às 15h20.
    Visto com {D} e {D}.
  `),
};
