// Japanese, Chinese and Korean of the scoring set.
import { type Language, lines, words } from '../language.js';

export const japanese: Language = {
  code: 'ja',
  texts: 56,
  given: words('誠, さくら, 大輔, 千代子, 蓮, 明美, 義男, 葵, 浩二, 恵'),
  family: words('松本, 長谷川, 藤原, 五十嵐, 森, 金城, 西村, 小野寺, 斎藤, 原, 阿部, 宇佐美'),
  hospitals: words(
    '若葉台病院, 県立東雲医療センター, みなと整形外科, 北斗大学病院, ひまわり内科クリニック, 済光会中央病院, 村瀬医院, 老健あじさい苑',
  ),
  wards: words('西4病棟, 東5病棟, ICU 5番ベッド, 救命センター, 産科病棟'),
  towns: words('鎌倉市, 旭川市, 今治市, 世田谷区, 飯田市, 那覇市'),
  addresses: words('中央3丁目12-7, 北町1-4 コーポ花水木201, 字大原45番地, 南2条西6丁目, 泉ヶ丘8-1-15'),
  phones: words('045-555-####, 080-5550-####, 0120-555-###, 内線####, 0263(55)####'),
  months: words('1月, 2月, 3月, 4月, 5月, 6月, 7月, 8月, 9月, 10月, 11月, 12月'),
  dates: words('YYYY.MM.DD, YYYY年MM月DD日, YY/MM/DD, YYYY-MM-DD, YYYY/M/D, YYYYMMDD'),
  dateWords: words('YYYY年M月頃, 平成30年M月D日, R4.M.D, 昭和58年M月, YYYY年M月末'),
  days: words('M月D日, M/D, 今月D日, M月D日夕'),
  header: lines(`
    {P} 右手 2方向
    頭部CT {PL} 転倒 {DY}
    他院画像 {H}
    依頼 {D}Dr
    {W} ポータブル
    前回 {DT} 比較
    {G}歳女性 左股関節
    {H} CD取込
    撮影者 {D}
    主治医:{DF}
    MRCP Mirizzi疑い
    リスフラン 荷重位
    PET-CT Deauville評価
    ペルテス病 経過
    B群 12週
    乳腺 MLO CC カテゴリー3
  `),
  notes: lines(`
    {H}の{D}先生より電話({F})、13:50結果報告。
    {PL}氏、{DT}生、血尿にて{H}より転院。
    {T}{A}に妹の{R}さんと二人暮らし。
    同意書は母({R})が署名。父の連絡先{F}。
    ペースメーカー製造番号{S}、{DW}に{D}医師が植込み。
    {P}の画像が{AC}に誤登録、{D}技師が修正。
    保険証番号{N}、確認済み。
    妻{R}によると{DY}に階段から転落。
    夜勤{D}、日勤{D}へ申し送り。
    {DY} {DF}看護師立会い。
    患者番号{NP}と{N}は同一人物。
    造影前 eGFR 48、イオヘキソール300 100mL、18G、4mL/秒。
    エリキュース内服中、Hb 7.9。黒色便2日。活動性出血?
    Wells 4.5、Dダイマー 2.1、SpO2 87%。PE疑い。
    マーフィー徴候陽性、CRP 13.0、38.7℃。絶食6時間。
    Child B7、AFP 380、S4に結節。ミラノ基準内?
    息止め不良のため再撮。TR 3500、TE 90、FOV 320。
  `),
  report: lines(`
    {H}での{DT}のCT({AC})と比較しました。
    {D}先生、{P}様をご紹介いただきありがとうございます。
    放射線診断専門医 {DF}
    一次読影 {DF}、二次読影 {DF}
    {DT}追記:{D}医師と再検討、変更なし。
    ご長男の{R}様に{F}で説明済み。
    {DW}に{T}の{H}で手術歴あり。
    {G}歳、{PL}さん、右下腹部痛。
    バッド・キアリ症候群の所見なし。リーデル葉。
    頸動脈狭窄60%(NASCET)、ウィリス動脈輪は保たれています。
    ヒル・サックス損傷および骨性バンカート病変。
    フォレスティエ病、L3-L4にバーストラップ病。
    胃癌術後、ビルロートI法再建。吻合部に異常なし。
    シュモール結節をL2に認めます。
    甲状腺結節 14mm、ベセスダII。
  `),
};

export const chinese: Language = {
  code: 'zh',
  texts: 56,
  given: words('桂兰, 子轩, 国栋, 雅婷, 海涛, 淑芬, 宇, 梦琪, 德华, 玉梅'),
  family: words('刘, 赵, 司马, 周, 吴, 徐, 诸葛, 孙, 马, 罗, 曾, 白'),
  hospitals: words(
    '长乐市第一人民医院, 北山区妇幼保健院, 金源骨科医院, 华安大学第二附属医院, 康宁社区卫生服务中心, 南湖中西医结合医院, 民生口腔门诊',
  ),
  wards: words('呼吸内科二病区, 骨科一病区, 急诊抢救室, 重症监护室3床, 产科'),
  towns: words('昆明市, 佛山市, 海淀区, 高雄市, 石家庄市, 无锡市'),
  addresses: words('中山北路56号, 幸福小区3栋402室, 建设大道1120号, 槐树胡同9号, 滨江花园12号楼2单元'),
  phones: words('0571-5555####, 139 5555 ####, 021-555#-####, 转####, +86 155 5550 ####'),
  months: words('1月, 2月, 3月, 4月, 5月, 6月, 7月, 8月, 9月, 10月, 11月, 12月'),
  dates: words('YYYY/M/D, YYYY年MM月DD日, YYYY-M-D, YYYYMMDD, YY.M.D, YYYY.M.D'),
  dateWords: words('YYYY年M月初, YYYY年M月底, YYYY年M月, 二〇一九年M月'),
  days: words('M月D日, M月D号, M.D, 本月D日'),
  header: lines(`
    {P} 右手正斜位
    头颅CT {P} 外伤 {DY}
    外院片 {H}
    申请 {DF}
    {W} 床旁胸片
    对比 {DT}
    女{G}岁 左髋
    技师 {DF}
    主管医生:{DF}
    {H} 光盘导入
    MRCP Mirizzi?
    Lisfranc 负重位
    PET-CT Deauville评分
    股骨头 Perthes 复查
    B组 第12周
    乳腺钼靶 BI-RADS 4a
  `),
  notes: lines(`
    {H}{DF}医生来电({F}),13:50报危急值。
    {P},{DT}出生,血尿,由{H}转入。
    与妹妹{R}同住,{T}{A}。
    知情同意书由母亲{R}签字,父亲电话{F}。
    起搏器编号{S},{DW}由{DF}主任植入。
    {P}的图像误传至{AC},{DF}技师已更正。
    医保卡号{N},身份证{N},已核对。
    据其妻{R}述,{DY}从楼梯跌落。
    夜班{DF}交白班{DF}。
    门诊号{NP}与住院号{N}为同一人。
    {P}家属{R}要求刻盘。
    eGFR 48,碘佛醇320 100ml,18G,4ml/s,无外渗。
    服用利伐沙班,Hb 79。黑便2天。活动性出血?
    Wells 4.5,D-二聚体2.1,SpO2 87%,疑肺栓塞。
    墨菲征阳性,CRP 130,38.7℃,禁食6小时。
    Child B7,AFP 380,S4结节,米兰标准内?
    屏气不佳重扫,TR 3500,TE 90,FOV 320。
  `),
  report: lines(`
    与{H}{DT}CT片({AC})比较。
    {DF}主任,感谢转诊患者{P}。
    诊断医师:{DF} 日期:{DT}
    初诊{DF},复核{DF}
    {DT}补充:与{DF}医生复阅,无变化。
    已电话告知其子{R}({F})。
    {DW}于{T}{H}手术。
    患者{P},{G}岁,右下腹痛。
    未见布加综合征征象。肝Riedel叶。
    颈动脉狭窄60%(NASCET),Willis环完整。
    Hill-Sachs损伤及骨性Bankart。
    胃癌术后,毕I式吻合,吻合口未见异常。
    L2椎体许莫氏结节。
    甲状腺结节14mm,TI-RADS 4a,Bethesda II。
    马蹄肾,白线完整,黄韧带肥厚。
  `),
};

export const korean: Language = {
  code: 'ko',
  texts: 56,
  given: words('순자, 도윤, 성호, 미경, 하준, 정숙, 유진, 상철, 보람, 태영'),
  family: words('강, 조, 윤, 장, 임, 황보, 한, 오, 신, 선우, 서, 권'),
  hospitals: words(
    '새봄병원, 동해대학교병원, 참조은정형외과, 가람의원, 시립은빛요양병원, 성모누리병원, 우리들영상의학과의원',
  ),
  wards: words('내과 7병동, 응급실 5번, 중환자실 2, 산부인과 병동, 소아병동'),
  towns: words('천안시, 여수시, 마포구, 제주시, 원주시, 안동시'),
  addresses: words('햇살길 27, 새마을로 114번길 8, 목련아파트 102동 1503호, 송정리 88-2, 대학로5길 31'),
  phones: words('031-555-####, 010 5550 ####, 내선 ####, 1588-55##, 061)555-####'),
  months: words('1월, 2월, 3월, 4월, 5월, 6월, 7월, 8월, 9월, 10월, 11월, 12월'),
  dates: words('YYYY/MM/DD, YYYY. M. D., YYYY년 MM월 DD일, YYMMDD, YYYY.M.D, YYYY-MM-DD'),
  dateWords: words("YYYY년 M월경, YYYY년 M월 말, '21년 M월, YYYY년 M월"),
  days: words('M월 D일, M/D, 지난 D일, M월D일'),
  header: lines(`
    {P} 우측 손 2매
    두부 CT {P} 낙상 {DY}
    외부영상 {H}
    처방 {DF}
    {W} 이동촬영
    비교 {DT}
    {G}세 여 좌측 고관절
    촬영 {DF}
    주치의: {DF}
    {H} CD 등록
    MRCP Mirizzi?
    Lisfranc 체중부하
    PET-CT Deauville
    페르테스병 추적
    B군 12주
    유방 BI-RADS 4a
  `),
  notes: lines(`
    {H} {DF} 선생님 전화({F}), 13:50 결과 보고.
    {P}, {DT}생, 혈뇨로 {H}에서 전원.
    여동생 {R}와 {T} {A} 거주.
    동의서는 어머니 {R} 서명, 아버지 연락처 {F}.
    심박동기 번호 {S}, {DW} {DF} 교수 삽입.
    {P}님 영상이 {AC}로 잘못 등록, {DF} 방사선사 수정.
    보험번호 {N} 확인함.
    부인 {R}에 의하면 {DY} 계단에서 떨어짐.
    야간 {DF}, 주간 {DF} 인계.
    등록번호 {NP}와 {N}는 동일인.
    {P} 보호자 {R} CD 복사 요청.
    eGFR 48, 옴니파큐 300 100 mL, 18G, 4 mL/s, 유출 없음.
    엘리퀴스 복용 중, Hb 7.9. 흑색변 2일. 활동성 출혈?
    Wells 4.5, D-dimer 2.1, SpO2 87%, 폐색전 의심.
    머피 징후 양성, CRP 13, 38.7도, 금식 6시간.
    Child B7, AFP 380, S4 결절, 밀라노 기준?
    숨참기 불량으로 재촬영, TR 3500, TE 90.
  `),
  report: lines(`
    {H} {DT} CT({AC})와 비교함.
    {DF} 선생님, {P}님을 의뢰해 주셔서 감사합니다.
    영상의학과 전문의 {DF}
    1차 판독 {DF}, 2차 판독 {DF}
    {DT} 추가: {DF} 교수와 재검토, 변화 없음.
    아들 {R}씨에게 {F}로 설명함.
    {DW} {T} {H}에서 수술.
    {P}, {G}세, 우하복부 통증.
    버드-키아리 증후군 소견 없음. 리델엽.
    경동맥 협착 60% (NASCET), 윌리스 고리 정상.
    힐-삭스 병변 및 골성 방카르트.
    위암 수술 후, 빌로스 I, 문합부 이상 없음.
    L2 슈모를 결절.
    갑상선 결절 14 mm, K-TIRADS 4, Bethesda II.
    장골 정맥 개통, 신장 정상, 한쪽 수신증 없음.
  `),
};
