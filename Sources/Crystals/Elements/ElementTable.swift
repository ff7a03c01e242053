// Written by Scripts/element-table.py; change it there.

/// Tabulated properties of the elements, one line each; "-" where none is tabulated.
///
/// 1. Z; 2. symbol; 3. name
/// 4. weight, u: abridged standard atomic weight of 2021 (Prohaska et al., Pure Appl. Chem. 94, 573,
///    2022), mass number of the longest-lived isotope where there is none; periodictable 2.1.0
/// 5. group, "-" in the f block; 6. period; 7. block. La and Ac stand in the f block, Lu and Lr in
///    group 3 of the d block
/// 8. kind: metal, metalloid (B Si Ge As Sb Te) or nonmetal
/// 9. electronegativity, Pauling's scale; mendeleev 0.4.5 (CRC Handbook)
/// 10. covalent radius, pm, single bond (Pyykkö & Atsumi, Chem. Eur. J. 15, 186, 2009); mendeleev 0.4.5
/// 11. valence electrons: the last digit of the group in the p block, 2 for He and in the f block,
///    otherwise the group. CGCNN counts 12 for Pd, whose free atom is 4d¹⁰, and so does this table
/// 12. first ionisation energy, eV: NIST Atomic Spectra Database; mendeleev 0.4.5
/// 13. electron affinity, eV: mendeleev 0.4.5 (CRC Handbook). Its Be −2.4 and N −1.4 stay because
///    CGCNN's vectors hold them; modern estimates are near −0.5 and −0.07. Its −19.7 for He and
///    −11.5 for Ar, which bind no electron, are left out, as they are in CGCNN
/// 14. molar volume, cm³/mol, of the solid, or of the liquid for gases; mendeleev 0.4.5
let elementTable = """
    1   H  hydrogen     1.008        1  1 s nonmetal  2.2  32  1  13.598434 0.754195 14.1
    2   He helium       4.002602     18 1 s nonmetal  -    46  2  24.587388 -        31.8
    3   Li lithium      6.94         1  2 s metal     0.98 133 1  5.3917148 0.618049 13.1
    4   Be beryllium    9.0121831    2  2 s metal     1.57 102 2  9.322699  -2.4     5
    5   B  boron        10.81        13 2 p metalloid 2.04 85  3  8.298019  0.279723 4.6
    6   C  carbon       12.011       14 2 p nonmetal  2.55 75  4  11.260296 1.26212  5.3
    7   N  nitrogen     14.007       15 2 p nonmetal  3.04 71  5  14.53413  -1.4     17.3
    8   O  oxygen       15.999       16 2 p nonmetal  3.44 63  6  13.618054 1.46111  14
    9   F  fluorine     18.998403162 17 2 p nonmetal  3.98 64  7  17.42282  3.40119  17.1
    10  Ne neon         20.1797      18 2 p nonmetal  -    67  8  21.56454  -        16.8
    11  Na sodium       22.98976928  1  3 s metal     0.93 155 1  5.1390767 0.547926 23.7
    12  Mg magnesium    24.305       2  3 s metal     1.31 139 2  7.646235  -        14
    13  Al aluminium    26.9815384   13 3 p metal     1.61 126 3  5.9857684 0.43283  10
    14  Si silicon      28.085       14 3 p metalloid 1.9  116 4  8.151683  1.38952  12.1
    15  P  phosphorus   30.973761998 15 3 p nonmetal  2.19 111 5  10.486686 0.746607 17
    16  S  sulfur       32.06        16 3 p nonmetal  2.58 103 6  10.36001  2.0771   15.5
    17  Cl chlorine     35.45        17 3 p nonmetal  3.16 99  7  12.96763  3.61273  18.7
    18  Ar argon        39.95        18 3 p nonmetal  -    96  8  15.759611 -        24.2
    19  K  potassium    39.0983      1  4 s metal     0.82 196 1  4.3406635 0.50147  45.3
    20  Ca calcium      40.078       2  4 s metal     1    171 2  6.1131552 0.02455  29.9
    21  Sc scandium     44.955907    3  4 d metal     1.36 148 3  6.56149   0.188    15
    22  Ti titanium     47.867       4  4 d metal     1.54 136 4  6.82812   0.079    10.6
    23  V  vanadium     50.9415      5  4 d metal     1.63 134 5  6.746187  0.525    8.35
    24  Cr chromium     51.9961      6  4 d metal     1.66 122 6  6.76651   0.666    7.23
    25  Mn manganese    54.938043    7  4 d metal     1.55 119 7  7.434018  -        7.39
    26  Fe iron         55.845       8  4 d metal     1.83 116 8  7.9024678 0.151    7.1
    27  Co cobalt       58.933194    9  4 d metal     1.88 111 9  7.88101   0.662256 6.7
    28  Ni nickel       58.6934      10 4 d metal     1.91 110 10 7.639877  1.156    6.6
    29  Cu copper       63.546       11 4 d metal     1.9  112 11 7.72638   1.235    7.1
    30  Zn zinc         65.38        12 4 d metal     1.65 118 12 9.394199  -        9.2
    31  Ga gallium      69.723       13 4 p metal     1.81 124 3  5.9993018 0.43     11.8
    32  Ge germanium    72.63        14 4 p metalloid 2.01 121 4  7.899435  1.23271  13.6
    33  As arsenic      74.921595    15 4 p metalloid 2.18 121 5  9.789     0.804    13.1
    34  Se selenium     78.971       16 4 p nonmetal  2.55 116 6  9.752392  2.02067  16.5
    35  Br bromine      79.904       17 4 p nonmetal  2.96 114 7  11.81381  3.36359  23.5
    36  Kr krypton      83.798       18 4 p nonmetal  -    117 8  13.999605 -        32.2
    37  Rb rubidium     85.4678      1  5 s metal     0.82 210 1  4.177128  0.48592  55.9
    38  Sr strontium    87.62        2  5 s metal     0.95 185 2  5.6948672 0.048    33.7
    39  Y  yttrium      88.905838    3  5 d metal     1.22 163 3  6.21726   0.307    19.8
    40  Zr zirconium    91.224       4  5 d metal     1.33 154 4  6.6339    0.426    14.1
    41  Nb niobium      92.90637     5  5 d metal     1.6  147 5  6.75885   0.917406 10.8
    42  Mo molybdenum   95.95        6  5 d metal     2.16 138 6  7.09243   0.748    9.4
    43  Tc technetium   98           7  5 d metal     2.1  128 7  7.119381  0.55     8.5
    44  Ru ruthenium    101.07       8  5 d metal     2.2  125 8  7.3605    1.05     8.3
    45  Rh rhodium      102.90549    9  5 d metal     2.28 125 9  7.4589    1.137    8.3
    46  Pd palladium    106.42       10 5 d metal     2.2  120 12 8.33686   0.562    8.9
    47  Ag silver       107.8682     11 5 d metal     1.93 128 11 7.576234  1.302    10.3
    48  Cd cadmium      112.414      12 5 d metal     1.69 136 12 8.993822  -        13.1
    49  In indium       114.818      13 5 p metal     1.78 142 3  5.7863552 0.3      15.7
    50  Sn tin          118.71       14 5 p metal     1.96 140 4  7.343917  1.11207  16.3
    51  Sb antimony     121.76       15 5 p metalloid 2.05 140 5  8.608389  1.046    18.4
    52  Te tellurium    127.6        16 5 p metalloid 2.1  136 6  9.00966   1.97088  20.5
    53  I  iodine       126.90447    17 5 p nonmetal  2.66 133 7  10.45126  3.05904  25.7
    54  Xe xenon        131.293      18 5 p nonmetal  2.6  131 8  12.129843 -0.056   42.9
    55  Cs caesium      132.90545196 1  6 s metal     0.79 232 1  3.8939055 0.471626 70
    56  Ba barium       137.327      2  6 s metal     0.89 196 2  5.211664  0.14462  39
    57  La lanthanum    138.90547    -  6 f metal     1.1  180 2  5.5769    0.47     22.5
    58  Ce cerium       140.116      -  6 f metal     1.12 163 2  5.5386    0.65     21
    59  Pr praseodymium 140.90766    -  6 f metal     1.13 176 2  5.473     0.962    20.8
    60  Nd neodymium    144.242      -  6 f metal     1.14 174 2  5.525     1.916    20.6
    61  Pm promethium   145          -  6 f metal     -    173 2  5.582     -        -
    62  Sm samarium     150.36       -  6 f metal     1.17 172 2  5.64371   -        19.9
    63  Eu europium     151.964      -  6 f metal     -    168 2  5.670385  0.864    28.9
    64  Gd gadolinium   157.25       -  6 f metal     1.2  169 2  6.149796  -        19.9
    65  Tb terbium      158.925354   -  6 f metal     -    168 2  5.8638    1.165    19.2
    66  Dy dysprosium   162.5        -  6 f metal     1.22 167 2  5.93905   0.352    19
    67  Ho holmium      164.930329   -  6 f metal     1.23 166 2  6.0215    -        18.7
    68  Er erbium       167.259      -  6 f metal     1.24 165 2  6.1077    -        18.4
    69  Tm thulium      168.934219   -  6 f metal     1.25 164 2  6.18431   1.029    18.1
    70  Yb ytterbium    173.045      -  6 f metal     -    170 2  6.25416   -0.02    24.8
    71  Lu lutetium     174.9668     3  6 d metal     1    162 3  5.425871  0.34     17.8
    72  Hf hafnium      178.486      4  6 d metal     1.3  152 4  6.82507   0.014    13.6
    73  Ta tantalum     180.94788    5  6 d metal     1.5  146 5  7.54957   0.322    10.9
    74  W  tungsten     183.84       6  6 d metal     1.7  137 6  7.86403   0.81626  9.53
    75  Re rhenium      186.207      7  6 d metal     1.9  131 7  7.83352   0.15     8.85
    76  Os osmium       190.23       8  6 d metal     2.2  129 8  8.43823   1.1      8.43
    77  Ir iridium      192.217      9  6 d metal     2.2  122 9  8.96702   1.5638   8.54
    78  Pt platinum     195.084      10 6 d metal     2.2  123 10 8.95883   2.128    9.1
    79  Au gold         196.96657    11 6 d metal     2.4  124 11 9.225553  2.30863  10.2
    80  Hg mercury      200.592      12 6 d metal     1.9  133 12 10.437504 -        14.8
    81  Tl thallium     204.38       13 6 p metal     1.8  144 3  6.108287  0.377    17.2
    82  Pb lead         207.2        14 6 p metal     1.8  144 4  7.4166796 0.356743 18.3
    83  Bi bismuth      208.9804     15 6 p metal     1.9  151 5  7.285516  0.942362 21.3
    84  Po polonium     209          16 6 p metal     2    145 6  8.414     1.9      22.7
    85  At astatine     210          17 6 p nonmetal  2.2  147 7  9.31751   2.8      -
    86  Rn radon        222          18 6 p nonmetal  -    142 8  10.7485   -        -
    87  Fr francium     223          1  7 s metal     0.7  223 1  4.0727409 0.486    -
    88  Ra radium       226          2  7 s metal     0.9  201 2  5.278424  0.1      45
    89  Ac actinium     227          -  7 f metal     1.1  186 2  5.380226  0.35     22.54
    90  Th thorium      232.0377     -  7 f metal     1.3  175 2  6.3067    -        19.8
    91  Pa protactinium 231.03588    -  7 f metal     1.5  169 2  5.89      -        15
    92  U  uranium      238.02891    -  7 f metal     1.7  170 2  6.19405   -        12.5
    93  Np neptunium    237          -  7 f metal     1.3  171 2  6.2655    -        21.1
    94  Pu plutonium    244          -  7 f metal     1.3  172 2  6.0258    -        -
    95  Am americium    243          -  7 f metal     -    166 2  5.9738    -        20.8
    96  Cm curium       247          -  7 f metal     -    166 2  5.9914    -        18.28
    97  Bk berkelium    247          -  7 f metal     -    168 2  6.1978    -        -
    98  Cf californium  251          -  7 f metal     -    168 2  6.2817    -        -
    99  Es einsteinium  252          -  7 f metal     -    165 2  6.3676    -        -
    100 Fm fermium      257          -  7 f metal     -    167 2  6.5       -        -
    101 Md mendelevium  258          -  7 f metal     -    173 2  6.58      -        -
    102 No nobelium     259          -  7 f metal     -    176 2  6.65      -        -
    103 Lr lawrencium   262          3  7 d metal     -    161 3  4.9       -        -
    """
