// Italian and Portuguese of the scoring set.
import { type Language, lines, words } from '../language.js';

export const italian: Language = {
  code: 'it',
  texts: 56,
  given: words(
    'Ermenegildo=Gildo, Annunziata=Nunzia, Abdoulaye=Abdou, Pierluigi=Pigi, Eleonora=Nora, Gaetano=Tano, Oksana=Ksenia, Michelangelo=Michi, Immacolata=Imma, Filippo=Pippo',
  ),
  family: words(
    "Santangelo, Dell'Orto, Mancuso, Hoxha, Zanardi, Di Benedetto, Cattaneo, Diop, Pellegrini, Barbieri, Rinaldi, Popescu, Vaccaro, Leone",
  ),
  hospitals: words(
    'Presidio Ospedaliero Valbruna, Clinica Madonna del Bosco, AO San Fermo, Poliambulatorio Meridiana, IRCCS Fondazione Aldini, Studio Radiologico Campana, Ospedali Riuniti di Colle, RSA Il Glicine',
  ),
  wards: words('Chirurgia B, Pediatria, UTIC, Medicina d’urgenza, Ortopedia 3° piano'),
  towns: words('Treviso, Campobasso, Lugano, Sassari, Pesaro, Cento, Asti'),
  addresses: words(
    'Via Aldo Fabbri 118 int. 4, Largo Augusto 2, Contrada Fontanelle 9, Via S. Rocco 7/B, Strada Vecchia 31, Borgo Pinti 64, Lungomare Nord 15',
  ),
  phones: words('02 55 50 ####, 348-555 ####, +39 333 5550###, int. ##12, 0965/555###'),
  months: words(
    'gennaio, febbraio, marzo, aprile, maggio, giugno, luglio, agosto, settembre, ottobre, novembre, dicembre',
  ),
  monthsShort: words('gen, feb, mar, apr, mag, giu, lug, ago, set, ott, nov, dic'),
  dates: words('D/M/YYYY, DD.MM.YY, DD-MM-YYYY, DD/MM/YY, YYYY-MM-DD'),
  dateWords: words('MON YYYY, D MMM YYYY, inizio MON YYYY, D MON YYYY, MMM YY'),
  days: words('il D MON, D/M, DD/MM, il D/M'),
  header: lines(`
    {P} Rx mano dx
    TC cranio {PL} trauma {DY}
    Prec. {H} {DT}
    TSRM {TI}
    Richiedente {D}
    CD da {H}
    Torace a letto {W}
    {DB} spalla sn
    {G} aa, caduta, femore dx
    MMG {D}, {T}
    Avvisare {F}
    Colangio-RM, Mirizzi?
    Lisfranc, Rx sotto carico
    PET-TC Deauville
    Braccio B, sett. 12
    Clisma opaco, Hartmann
    Perthes sn, Lauenstein
    Rx avampiede, Freiberg?
  `),
  notes: lines(`
    {PL} {PF}, nato il {DT}, trasferito da {H} per ematuria.
    Chiama il dott. {D} da {H} ({F}), esito comunicato ore 13.50.
    Vive con la sorella {R} in {A}, {T}.
    Consenso firmato dalla madre {R}; padre al {F}.
    Si fa chiamare {PN}. Ipoacusico.
    Pacemaker matr. {S}, impiantato nel {DW} da {D}.
    Incidente {DT}, auto targata {K}, cinture allacciate.
    Immagini di {P} finite in {AC}, corretto da {TI}.
    Tessera sanitaria {N}, verificata da {TI} {DY}.
    Referto a {E}, copia al fisiatra {D}.
    Sul braccialetto {PT}, corretto.
    Secondo la moglie {R} caduta dalle scale {DY}.
    In terapia con Eliquis, Hb 7,9. Melena da 2 gg. Sanguinamento attivo?
    Wells 4,5; D-dimero 2100; sat 87 %. Sospetta EP.
    Murphy +, PCR 130, febbre 38,7. Digiuno 6 h.
    Child B7, AFP 380, nodulo IV segmento, criteri di Milano.
    Phalen e Tinel +, Dupuytren operato. Tunnel carpale.
    Iomeron 350 100 cc, 18 G, 4 cc/s. DLP 580. Nessuno stravaso.
  `),
  report: lines(`
    Quesito: dolore in fossa iliaca nella sig.ra {PL}, {G} anni.
    Confronto con TC di {H} del {DT} ({AC}).
    Caro {D}, ti ringrazio per avermi inviato {P}.
    Giunge {PF} accompagnato dalla moglie {R}.
    Cordiali saluti, {DF}
    Esame eseguito da {D} e refertato da {DF} ({H}).
    Integrazione del {DT}: rivisto con {D}, invariato.
    Il figlio {R} è avvisato al {F}.
    Visitato da {DB} in {T} nel {DW}.
    Non segni di Budd-Chiari. Lobo di Riedel.
    Stenosi carotidea del 60 % (NASCET), poligono di Willis completo.
    Frattura di Maisonneuve, diastasi 4 mm. Non Lisfranc.
    Malattia di Forestier; Baastrup L3-L4.
    Lesione di Hill-Sachs e Bankart osseo.
    Nodulo TIR2, EU-TIRADS 4, 14 mm. Conclusioni: Hinchey Ib.
  `),
};

export const portuguese: Language = {
  code: 'pt',
  texts: 56,
  given: words(
    'Aparecida=Cida, Sebastião=Tião, Wellington=Ton, Iracema=Cema, Guilherme=Gui, Terezinha=Tetê, Kwame=Kuá, Leopoldina=Dina, Hiroko=Hiro, Severino=Biu',
  ),
  family: words(
    'Nascimento, Monteiro Lobo, de Albuquerque, Takahashi, Cordeiro, Teixeira, Bragança, Sampaio, do Carmo, Mondlane, Fontes, Rocha Pires, Salgado, Kaingang',
  ),
  hospitals: words(
    'Hospital Municipal Ribeira Alta, Maternidade Santa Inês, UBS Vila Nova, Centro de Imagem Lumina, Hospital da Misericórdia de Olival, Clínica Dr. Seabra, HU Pedra Branca, CHU do Vouga',
  ),
  wards: words('Ala C, Pronto-socorro sala 2, UCI 4, Berçário'),
  towns: words('Pelotas, Viseu, Luanda, Juiz de Fora, Faro, Salto, Petrolina'),
  addresses: words(
    'Alameda dos Ipês 77, Rua Quinze 12 casa 2, Estrada do Moinho km 3, Av. Liberdade 88 3º esq., Praceta do Sol 5, Quadra 9 lote 14',
  ),
  phones: words('(81) 5550-####, 96 555 ## ##, +55 51 95550-####, ramal ##31, 0800 555 ####'),
  months: words('janeiro, fevereiro, março, abril, maio, junho, julho, agosto, setembro, outubro, novembro, dezembro'),
  monthsShort: words('jan, fev, mar, abr, mai, jun, jul, ago, set, out, nov, dez'),
  dates: words('D/M/YY, DD.MM.YYYY, YYYY-MM-DD, DD/MM/YYYY, DD-MM-YY'),
  dateWords: words('MON de YYYY, D MMM YYYY, início de MON de YYYY, D de MON de YYYY, MMM/YY'),
  days: words('D de MON, D/M, DD/MM, no dia D'),
  header: lines(`
    {P} RX mão D
    TC crânio {PL} TCE {DY}
    Prévio {H} {DT}
    Téc. {TI}
    Pedido Dra. {D}
    CD do {H}
    Tórax no leito {W}
    {DB} ombro esq
    {G} a, queda, quadril D
    ACS {D}, {T}
    RN de {R}, US transfontanela
    ligar {F}
    ColangioRM, Mirizzi?
    Lisfranc, RX com carga
    PET-CT Deauville
    Braço B, semana 24
    Esofagograma, Zenker
    Perthes esq, Lowenstein
  `),
  notes: lines(`
    {PL}, {PF}, nasc. {DT}, transferida do {H} por hematúria.
    Ligou a Dra. {D} do {H} ({F}), resultado dado às 13h50.
    Mora com a irmã {R} na {A}, {T}.
    Termo assinado pela mãe, {R}; pai no {F}.
    Gosta de ser chamada de {PN}. Hipoacusia.
    Marca-passo nº {S}, implantado em {DW} por {D}.
    Acidente {DT}, placa {K}, com cinto.
    Imagens de {P} no exame {AC}, corrigido por {TI}.
    Cartão SUS {N}, RG {N}, conferido por {TI}.
    Enviar laudo para {E}, cópia para fisio {D}.
    Na pulseira consta {PT}; corrigido.
    Segundo a esposa {R}, caiu da escada {DY}.
    Em uso de Eliquis, Hb 7,9. Melena há 2 dias. Sangramento ativo?
    Wells 4,5; D-dímero 2100; sat 87 %. Suspeita de TEP.
    Murphy +, PCR 130, febre 38,7. Jejum 6 h.
    Child B7, AFP 380, nódulo no segmento IV, critérios de Milão.
    Phalen e Tinel +, Dupuytren operado. Túnel do carpo.
    Iomeron 350 100 ml, 18 G, 4 ml/s. DLP 580. Sem extravasamento.
  `),
  report: lines(`
    Indicação: dor em fossa ilíaca na Sra. {PL}, {G} anos.
    Comparação com TC do {H} de {DT} ({AC}).
    Caro {D}, obrigado por me enviar {P}.
    Veio {PF} acompanhado da mulher, {R}.
    Atenciosamente, {DF}
    Exame realizado por {D} e laudado por {DF} ({H}).
    Adendo de {DT}: revisto com {D}, sem alterações.
    O filho {R} foi avisado no {F}.
    Avaliado por {DB} em {T} em {DW}.
    Sem sinais de Budd-Chiari. Lobo de Riedel.
    Estenose carotídea de 60 % (NASCET), polígono de Willis completo.
    Fratura de Maisonneuve, diástase de 4 mm. Sem Lisfranc.
    Doença de Forestier; Baastrup em L3-L4.
    Lesão de Hill-Sachs e Bankart ósseo.
    Nódulo TI-RADS 4, Chammas III, Bethesda II. Hinchey Ib.
  `),
};
