import 'dart:convert';

import 'package:http/http.dart' as http;

Future<void> main() async {
  final response = await http.get(
    Uri.parse('https://api.hexclave.com/api/v1/team-api-keys/7c3d2b1a-5e4f-4a6b-8c9d-0e1f2a3b4c5d?team_id=ad962777-8244-496a-b6a2-e0c6a449c79e'),
    headers: {
      'X-Hexclave-Access-Type': 'client',
      'X-Hexclave-Project-Id': '<your project UUID>',
    },
  );
  if (response.statusCode >= 400) {
    throw http.ClientException('${response.statusCode} ${response.body}');
  }
  print(jsonDecode(response.body));
}
