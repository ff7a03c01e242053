// How an element is drawn: the colours that Jmol uses, and covalent radii in pm (Cordero et al. 2008). Only pictures
// are made with these; what the program computes has its own table.

const table = `
H FFFFFF 31 He D9FFFF 28 Li CC80FF 128 Be C2FF00 96 B FFB5B5 84 C 909090 76 N 3050F8 71 O FF0D0D 66 F 90E050 57 Ne B3E3F5 58
Na AB5CF2 166 Mg 8AFF00 141 Al BFA6A6 121 Si F0C8A0 111 P FF8000 107 S FFFF30 105 Cl 1FF01F 102 Ar 80D1E3 106
K 8F40D4 203 Ca 3DFF00 176 Sc E6E6E6 170 Ti BFC2C7 160 V A6A6AB 153 Cr 8A99C7 139 Mn 9C7AC7 139 Fe E06633 132 Co F090A0 126
Ni 50D050 124 Cu C88033 132 Zn 7D80B0 122 Ga C28F8F 122 Ge 668F8F 120 As BD80E3 119 Se FFA100 120 Br A62929 120 Kr 5CB8D1 116
Rb 702EB0 220 Sr 00FF00 195 Y 94FFFF 190 Zr 94E0E0 175 Nb 73C2C9 164 Mo 54B5B5 154 Tc 3B9E9E 147 Ru 248F8F 146 Rh 0A7D8C 142
Pd 006985 139 Ag C0C0C0 145 Cd FFD98F 144 In A67573 142 Sn 668080 139 Sb 9E63B5 139 Te D47A00 138 I 940094 139 Xe 429EB0 140
Cs 57178F 244 Ba 00C900 215 La 70D4FF 207 Ce FFFFC7 204 Pr D9FFC7 203 Nd C7FFC7 201 Pm A3FFC7 199 Sm 8FFFC7 198 Eu 61FFC7 198
Gd 45FFC7 196 Tb 30FFC7 194 Dy 1FFFC7 192 Ho 00FF9C 192 Er 00E675 189 Tm 00D452 190 Yb 00BF38 187 Lu 00AB24 187
Hf 4DC2FF 175 Ta 4DA6FF 170 W 2194D6 162 Re 267DAB 151 Os 266696 144 Ir 175487 141 Pt D0D0E0 136 Au FFD123 136 Hg B8B8D0 132
Tl A6544D 145 Pb 575961 146 Bi 9E4FB5 148 Po AB5C00 140 At 754F45 150 Rn 428296 150 Fr 420066 260 Ra 007D00 221
Ac 70ABFA 215 Th 00BAFF 206 Pa 00A1FF 200 U 008FFF 196 Np 0080FF 190 Pu 006BFF 187 Am 545CF2 180 Cm 785CE3 169`;

const words = table.trim().split(/\s+/);
const known = new Map();
for (let at = 0; at < words.length; at += 3) known.set(words[at], { colour: `#${words[at + 1]}`, radius: Number(words[at + 2]) / 100 });

const unknown = { colour: '#c8b8d8', radius: 1.6 };

/** {colour: '#RRGGBB', radius: Å} */
export const appearance = (element) => known.get(element) ?? unknown;

/** What an empty place is drawn in, where a site is not always taken. */
export const vacancyColour = '#e4e4e0';

/** Black or white: which is better read on the colour. */
export function inkOn(hexadecimal) {
  const [red, green, blue] = [1, 3, 5].map((at) => parseInt(hexadecimal.slice(at, at + 2), 16) / 255);
  return 0.299 * red + 0.587 * green + 0.114 * blue > 0.55 ? '#111' : '#fff';
}
