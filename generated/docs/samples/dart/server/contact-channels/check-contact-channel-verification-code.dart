import 'dart:convert';

import 'package:http/http.dart' as http;

Future<void> main() async {
  final response = await http.post(
    Uri.parse('https://api.hexclave.com/api/v1/contact-channels/verify/check-code'),
    headers: {
      'X-Hexclave-Access-Type': 'server',
      'X-Hexclave-Project-Id': '<your project UUID>',
      'X-Hexclave-Secret-Server-Key': 'ssk_<your secret server key>',
      'Content-Type': 'application/json',
    },
    body: jsonEncode({
      'code': 'codecodecodecodecodecodecodecodecodecode12345',
    }),
  );
  if (response.statusCode >= 400) {
    throw http.ClientException('${response.statusCode} ${response.body}');
  }
  print(jsonDecode(response.body));
}
