// PS3.6 2026c, Tables 6-1 and 7-1, where the dictionary of dcmjs is older or mistaken: attributes that it lacks, and value
// representations, multiplicities, keywords and retirements that it has differently. Tag, keyword, VR, VM, retired.

export const AMENDMENTS = `
00020026 SourcePresentationAddress UR 1
00020027 SendingPresentationAddress UR 1
00020028 ReceivingPresentationAddress UR 1
00020031 RTVMetaInformationVersion OB 1
00020032 RTVCommunicationSOPClassUID UI 1
00020033 RTVCommunicationSOPInstanceUID UI 1
00020035 RTVSourceIdentifier OB 1
00020036 RTVFlowIdentifier OB 1
00020037 RTVFlowRTPSamplingRate UL 1
00020038 RTVFlowActualFrameDuration FD 1
00060001 CurrentFrameFunctionalGroupsSequence SQ 1
0008001D SensitiveContentCodeSequence SQ 1
0008114C ReferencedSegmentationSequence SQ 1
0008114D ReferencedSurfaceSegmentationSequence SQ 1
00081301 PrincipalDiagnosisCodeSequence SQ 1
00081302 PrimaryDiagnosisCodeSequence SQ 1
00081303 SecondaryDiagnosesCodeSequence SQ 1
00081304 HistologicalDiagnosesCodeSequence SQ 1
00082229 AnatomicStructureSpaceOrRegionSequence SQ 1 retired
00089007 FrameType CS 4-5
00100011 PersonNamesToUseSequence SQ 1
00100012 NameToUse LT 1
00100013 NameToUseComment UT 1
00100014 ThirdPersonPronounsSequence SQ 1
00100015 PronounCodeSequence SQ 1
00100016 PronounComment UT 1
00100041 GenderIdentitySequence SQ 1
00100042 SexParametersForClinicalUseCategoryComment UT 1
00100043 SexParametersForClinicalUseCategorySequence SQ 1
00100044 GenderIdentityCodeSequence SQ 1
00100045 GenderIdentityComment UT 1
00100046 SexParametersForClinicalUseCategoryCodeSequence SQ 1
00100047 SexParametersForClinicalUseCategoryReference UR 1-n
00101000 OtherPatientIDs LO 1-n retired
00101090 MedicalRecordLocator LO 1 retired
00102160 EthnicGroup SH 1 retired
00102162 EthnicGroups UC 1-n
00140023 CADFileFormat ST 1 retired
00140024 ComponentReferenceSystem ST 1 retired
00140025 ComponentManufacturingProcedure ST 1
00140028 ComponentManufacturer ST 1
00140042 MaterialGrade ST 1
00140044 MaterialPropertiesDescription ST 1
00140045 MaterialPropertiesFileFormatRetired ST 1 retired
001440A0 ImageQualityIndicatorType LO 1-n
001440A1 ImageQualityIndicatorMaterial LO 1-n
001440A2 ImageQualityIndicatorSize LO 1-n
00144101 WaveDimensionsDefinitionSequence SQ 1
00144102 WaveDimensionNumber US 1
00144103 WaveDimensionDescription LO 1
00144104 WaveDimensionUnit US 1
00144105 WaveDimensionValueType CS 1
00144106 WaveDimensionValuesSequence SQ 1-n
00144107 ReferencedWaveDimension US 1
00144108 IntegerNumericValue SL 1
00144109 ByteNumericValue OB 1
0014410A ShortNumericValue OW 1
0014410B SinglePrecisionFloatingPointNumericValue OF 1
0014410C DoublePrecisionFloatingPointNumericValue OD 1
00146001 ThermalCameraSettingsSequence SQ 1
00146002 AcquisitionFrameRate DS 1
00146003 IntegrationTime DS 1
00146004 NumberOfCalibrationFrames DS 1
00146005 NumberOfRowsInFullAcquisitionImage DS 1
00146006 NumberOfColumnsInFullAcquisitionImage DS 1
00146007 ThermalSourceSettingsSequence SQ 1
00146008 SourceHorizontalPitch DS 1
00146009 SourceVerticalPitch DS 1
0014600A SourceHorizontalScanSpeed DS 1
0014600B ThermalSourceModulationFrequency DS 1
0014600C InductionSourceSettingSequence SQ 1
0014600D CoilFrequency DS 1
0014600E CurrentAmplitudeAcrossCoil DS 1
0014600F FlashSourceSettingSequence SQ 1
00146010 FlashDuration DS 1
00146011 FlashFrameNumber DS 1-n
00146012 LaserSourceSettingSequence SQ 1
00146013 HorizontalLaserSpotDimension DS 1
00146014 VerticalLaserSpotDimension DS 1
00146015 LaserWavelength DS 1
00146016 LaserPower DS 1
00146017 ForcedGasSettingSequence SQ 1
00146018 VibrationSourceSettingSequence SQ 1
00146019 VibrationExcitationFrequency DS 1
0014601A VibrationExcitationVoltage DS 1
0014601B ThermographyDataCaptureMethod CS 1
0014601C ThermalTechnique CS 1
0014601D ThermalCameraCoreSequence SQ 1
0014601E DetectorWavelengthRange CS 1
0014601F ThermalCameraCalibrationType CS 1
00146020 AcquisitionImageCounter UV 1
00146021 FrontPanelTemperature DS 1
00146022 AirGapTemperature DS 1
00146023 VerticalPixelSize DS 1
00146024 HorizontalPixelSize DS 1
00146025 DataStreamingProtocol ST 1-n
00146026 LensSequence SQ 1
00146027 FieldOfView DS 1
00146028 LensFilterManufacturer LO 1
00146029 CutoffFilterType CS 1
0014602A LensFilterCutOffWavelength DS 1-n
0014602B ThermalSourceSequence SQ 1
0014602C ThermalSourceMotionState CS 1
0014602D ThermalSourceMotionType CS 1
0014602E InductionHeatingSequence SQ 1
0014602F CoilConfigurationID ST 1
00146030 NumberOfTurnsInCoil DS 1
00146031 ShapeOfIndividualTurn CS 1
00146032 SizeOfIndividualTurn DS 1-n
00146033 DistanceBetweenTurns DS 1-n
00146034 FlashHeatingSequence SQ 1
00146035 NumberOfLamps DS 1
00146036 FlashSynchronizationProtocol ST 1
00146037 FlashModificationStatus CS 1
00146038 LaserHeatingSequence SQ 1
00146039 LaserManufacturer LO 1
0014603A LaserModelNumber LO 1
0014603B LaserTypeDescription ST 1
0014603C ForcedGasHeatingSequence SQ 1
0014603D GasUsedForHeatingCoolingPart LO 1
0014603E VibrationSonicHeatingSequence SQ 1
0014603F ProbeManufacturer LO 1
00146040 ProbeModelNumber LO 1
00146041 ApertureSize DS 1
00146042 ProbeResonantFrequency DS 1
00146043 HeatSourceDescription UT 1
00146044 SurfacePreparationWithOpticalCoating CS 1
00146045 OpticalCoatingType ST 1
00146046 ThermalConductivityOfExposedSurface DS 1
00146047 MaterialDensity DS 1
00146048 SpecificHeatOfInspectionSurface DS 1
00146049 EmissivityOfInspectionSurface DS 1
0014604A ElectromagneticClassificationOfInspectionSurface CS 1-n
0014604C MovingWindowSize DS 1
0014604D MovingWindowType CS 1
0014604E MovingWindowWeights DS 1-n
0014604F MovingWindowPitch DS 1
00146050 MovingWindowPaddingScheme CS 1
00146051 MovingWindowPaddingLength DS 1
00146052 SpatialFilteringParametersSequence SQ 1
00146053 SpatialFilteringScheme CS 1
00146056 HorizontalMovingWindowSize DS 1
00146057 VerticalMovingWindowSize DS 1
00146059 PolynomialFittingSequence SQ 1
0014605A FittingDataType CS 1-n
0014605B OperationOnTimeAxisBeforeFitting CS 1
0014605C OperationOnPixelIntensityBeforeFitting CS 1
0014605D OrderOfPolynomial DS 1
0014605E IndependentVariableForPolynomialFit CS 1
0014605F PolynomialCoefficients DS 1-n
00146060 ThermographyPixelDataUnit CS 1
00189323 ExposureModulationType CS 1-n
00189324 EstimatedDoseSaving FD 1 retired
00189390 MetalArtifactReductionSequence SQ 1
00189391 MetalArtifactReductionApplied CS 1
00189392 MetalArtifactReductionAlgorithmIdentificationSequence SQ 1
00221623 OphthalmicAnatomicReferencePointFrameCoordinate FL 1
00221627 OphthalmicEnFaceVolumeDescriptorSequence SQ 1
00221629 OphthalmicEnFaceVolumeDescriptorScope CS 1
00221632 OphthalmicAnatomicReferencePointSequence SQ 1
00221633 OphthalmicAnatomicReferencePointLocalizationType CS 1
00221634 PrimaryAnatomicStructureItemIndex IS 1
00221642 NumberOfBscansPerFrame UL 1
00281200 GrayLookupTableData US|SS|OW 1-n|1 retired
00283006 LUTData US|OW 1-n|1
00380004 ReferencedPatientAliasSequence SQ 1 retired
003A0320 SummarizedFilterLookupTableSequence SQ 1
003A0325 AnalogFilterTypeCodeSequence SQ 1
00400300 TotalTimeOfFluoroscopy US 1 retired
00400301 TotalNumberOfExposures US 1 retired
0040030E ExposureDoseSequence SQ 1 retired
00404007 PerformedProcessingApplicationsCodeSequence SQ 1 retired
00404020 InputAvailabilityFlag CS 1 retired
0040A034 EffectiveStartDateTime DT 1
0040A035 EffectiveStopDateTime DT 1
0040A136 ReferencedFrameNumbers US 1-n retired
0040A803 NumberOfTableColumns UL 1
0040B030 StructuredWaveformAnnotationSequence SQ 1
0040B031 WaveformAnnotationDisplaySelectionSequence SQ 1
0040B032 ReferencedMontageIndex US 1
0040B033 WaveformTextualAnnotationSequence SQ 1
0040B034 AnnotationDateTime DT 1
0040B035 DisplayedWaveformSegmentSequence SQ 1
0040B036 SegmentDefinitionDateTime DT 1
0040B037 MontageActivationSequence SQ 1
0040B038 MontageActivationTimeOffset DS 1
0040B039 WaveformMontageSequence SQ 1
0040B03A ReferencedMontageChannelNumber IS 1
0040B03B MontageName LT 1
0040B03C MontageChannelSequence SQ 1
0040B03D MontageIndex US 1
0040B03E MontageChannelNumber IS 1
0040B03F MontageChannelLabel LO 1
0040B040 MontageChannelSourceCodeSequence SQ 1
0040B041 ContributingChannelSourcesSequence SQ 1
0040B042 ChannelWeight FL 1
0040E012 DisplayURI UR 1
00440110 RTAssertionsSequence SQ 1
00480200 ReferencedImageNavigationSequence SQ 1 retired
00480201 TopLeftHandCornerOfLocalizerArea US 2 retired
00480202 BottomRightHandCornerOfLocalizerArea US 2 retired
00480304 TilesOverlap CS 1
00620009 SegmentAlgorithmName LO 1-n
00660005 SurfaceOffset FL 1
00660023 TrianglePointIndexList OW 1 retired
00660024 EdgePointIndexList OW 1 retired
00660025 VertexPointIndexList OW 1 retired
00660029 PrimitivePointIndexList OW 1 retired
00660040 LongPrimitivePointIndexList OL 1
00660041 LongTrianglePointIndexList OL 1
00660042 LongEdgePointIndexList OL 1
00660043 LongVertexPointIndexList OL 1
006862F0 ViewOrientationModifierCodeSequence SQ 1
00701206 CompositingMethod CS 1 retired
00701305 Plane FD 4
00701306 PlaneNormal FD 3
0070150C NumberOfVolumetricCurvePoints UL 1
00701807 WeightingLookupTableDescriptor US 3 retired
00701808 WeightingLookupTableData OB 1 retired
00760034 ComponentTypeCodeSequence SQ 1
00800010 UValueData OF 1
00800011 VValueData OF 1
21000140 DestinationAE AE 1
213000A0 ProposedStudySequence SQ 1
213000C0 OriginalImageSequence SQ 1
30020136 RTConeBeamImagingGeometrySequence SQ 1
30040010 RTDoseROISequence SQ 1 retired
30040016 RecommendedIsodoseLevelSequence SQ 1
30040020 DoseUnitCodeSequence SQ 1
30040021 RTDoseInterpretedTypeCodeSequence SQ 1
30040022 RTDoseInterpretedTypeCodeModifierSequence SQ 1
30040023 DoseRadiobiologicalInterpretationSequence SQ 1
30040024 RTDoseIntentCodeSequence SQ 1
30040080 DoseCalculationModelSequence SQ 1
30040081 DoseCalculationAlgorithmSequence SQ 1
30040082 CommissioningStatus CS 1
30040083 DoseCalculationModelParameterSequence SQ 1
30040084 DoseDepositionCalculationMedium CS 1
30060044 ContourSlabThickness DS 1 retired
30060045 ContourOffsetVector DS 3 retired
30060049 AttachedContours IS 1-n retired
30060085 ROIObservationLabel SH 1 retired
30060088 ROIObservationDescription ST 1 retired
300600B9 AdditionalRTROIIdentificationCodeSequence SQ 1 retired
3008002B TreatmentTerminationCode SH 1 retired
300A000B TreatmentSites LO 1-n retired
300A0082 BeamDoseSpecificationPoint DS 3 retired
300A0088 BeamDosePointDepth FL 1
300A0089 BeamDosePointEquivalentDepth FL 1
300A008A BeamDosePointSSD FL 1
300A008D AverageBeamDosePointDepth FL 1 retired
300A008E AverageBeamDosePointEquivalentDepth FL 1 retired
300A008F AverageBeamDosePointSSD FL 1 retired
300A0131 AverageBeamDosePointSourceToExternalContourDistance FL 1
300A02EC CompensatorSurfaceRepresentationFlag CS 1
300A039B ScanSpotGantryAngles FL 1-n
300A039C ScanSpotPatientSupportAngles FL 1-n
300A0632 ReferencedRTPatientSetupSequence SQ 1 retired
300A0650 PatientSetupUID UI 1 retired
30100090 RoboticBaseLocationIndicator CS 1 retired
40101029 ThreatDetectionAlgorithmAndVersion LO 1-n
`;
